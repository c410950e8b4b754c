-- Checking, rebuilding and copying. Each statement is called by the name above it.

-- name: setting-of-words
SELECT v FROM words_config WHERE k = ?1;

-- name: set-words
INSERT INTO words (words, rank) VALUES (?1, ?2);

-- name: set-bigrams
INSERT INTO bigrams (bigrams, rank) VALUES (?1, ?2);

-- name: merge-words
INSERT INTO words (words, rank) VALUES ('merge', ?1);

-- name: merge-bigrams
INSERT INTO bigrams (bigrams, rank) VALUES ('merge', ?1);

-- The structure record of FTS5: see SegmentLevels.
-- name: structure-of-words
SELECT block FROM words_data WHERE id = 10;

-- name: structure-of-bigrams
SELECT block FROM bigrams_data WHERE id = 10;

-- name: set-structure-of-words
UPDATE words_data SET block = ?1 WHERE id = 10;

-- name: set-structure-of-bigrams
UPDATE bigrams_data SET block = ?1 WHERE id = 10;

-- name: check-words
INSERT INTO words (words, rank) VALUES ('integrity-check', 1);

-- name: check-bigrams
INSERT INTO bigrams (bigrams, rank) VALUES ('integrity-check', 1);

-- name: count-indexed
SELECT count(*) FROM complaints WHERE indexed = 1;

-- name: insert-next-words
INSERT INTO words_next (rowid, body) VALUES (?1, ?2);

-- name: insert-next-bigrams
INSERT INTO bigrams_next (rowid, body) VALUES (?1, ?2);

-- name: create-next-tables
CREATE VIRTUAL TABLE words_next USING fts5 (
    body, content = 'indexed_bodies', content_rowid = 'id', columnsize = 0, detail = full, tokenize = 'bingan_words'
);
CREATE VIRTUAL TABLE bigrams_next USING fts5 (
    body, content = 'indexed_bodies', content_rowid = 'id', columnsize = 0, detail = none, tokenize = 'bingan_bigrams'
);
INSERT INTO words_next (words_next, rank) VALUES ('hashsize', 67108864);
INSERT INTO bigrams_next (bigrams_next, rank) VALUES ('hashsize', 67108864);
INSERT INTO words_next (words_next, rank) VALUES ('automerge', 0);
INSERT INTO bigrams_next (bigrams_next, rank) VALUES ('automerge', 0);

-- name: drop-next-tables
DROP TABLE IF EXISTS words_next;
DROP TABLE IF EXISTS bigrams_next;

-- name: swap-tables
DROP TABLE words;
ALTER TABLE words_next RENAME TO words;
DROP TABLE bigrams;
ALTER TABLE bigrams_next RENAME TO bigrams;

-- name: mark-indexed
UPDATE complaints SET indexed = 1 WHERE indexed = 0;

-- name: clear-columns
DELETE FROM column_blocks;
DELETE FROM column_versions;

-- name: clear-readings
DELETE FROM bigram_readings;

-- name: vacuum-into
VACUUM INTO ?1;

-- name: schema-objects
SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema
WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name;

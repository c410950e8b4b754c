-- What `bingan-bench import` holds the importer against: FTS5's own trigram tokenizer over an external-content table.

-- name: bench-texts
CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT NOT NULL);

-- name: bench-trigrams
CREATE VIRTUAL TABLE trigrams USING fts5 (text, content = 'texts', content_rowid = 'id', tokenize = 'trigram');

-- name: bench-insert-text
INSERT INTO texts (id, text) VALUES (?1, ?2);

-- name: bench-insert-trigrams
INSERT INTO trigrams (rowid, text) VALUES (?1, ?2);

-- name: bench-count
SELECT count(*) FROM trigrams WHERE trigrams MATCH ?1;

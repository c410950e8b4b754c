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

-- What `bingan-bench search --stock` holds ranking against: FTS5 as it comes, over the same words and pairs of Hanzi.

-- name: bench-stock
CREATE VIRTUAL TABLE stock USING fts5 (tokens, content = '', tokenize = "unicode61 tokenchars '#'");
INSERT INTO stock (stock, rank) VALUES ('hashsize', 67108864);

-- name: bench-insert-stock
INSERT INTO stock (rowid, tokens) VALUES (?1, ?2);

-- name: bench-optimize-stock
INSERT INTO stock (stock) VALUES ('optimize');

-- name: bench-stock-count
SELECT count(*) FROM stock WHERE stock MATCH ?1;

-- name: bench-stock-ranked
SELECT rowid FROM stock WHERE stock MATCH ?1 ORDER BY rank LIMIT 20;

-- What `bingan-bench duplicates` tells typing by: openings that more complaints share than a list of five can show.

-- name: bench-crowded-openings
SELECT substr(text, 1, ?1) FROM complaints GROUP BY 1 HAVING count(*) > ?2;

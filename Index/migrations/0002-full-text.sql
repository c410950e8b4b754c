-- Two external-content tables over the same bodies. Words keep positions and frequencies; bigrams and single Hanzi need
-- neither and take half the room. Lengths are kept in the columns, so columnsize = 0.

CREATE VIRTUAL TABLE words USING fts5 (
    body, content = 'indexed_bodies', content_rowid = 'id', columnsize = 0, detail = full, tokenize = 'bingan_words'
);

CREATE VIRTUAL TABLE bigrams USING fts5 (
    body, content = 'indexed_bodies', content_rowid = 'id', columnsize = 0, detail = none, tokenize = 'bingan_bigrams'
);

-- Postings gathered in memory before a transaction writes a segment: 64 MiB at most, which makes bulk imports half as
-- fast again (FTS5's own 1 MiB writes many small segments).
INSERT INTO words (words, rank) VALUES ('hashsize', 67108864);
INSERT INTO bigrams (bigrams, rank) VALUES ('hashsize', 67108864);

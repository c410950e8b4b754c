-- What a search reads. Each statement is called by the name above it; MATCH gets one quoted term, never user text.

-- name: word-postings
SELECT rowid, bingan_tf(words) FROM words WHERE words MATCH ?1;

-- name: bigram-postings
SELECT rowid FROM bigrams WHERE bigrams MATCH ?1;

-- name: count-word-postings
SELECT count(*) FROM words WHERE words MATCH ?1;

-- name: count-bigram-postings
SELECT count(*) FROM bigrams WHERE bigrams MATCH ?1;

-- name: bigrams-of-reading
SELECT bigram FROM bigram_readings WHERE reading = ?1;

-- name: last-block
SELECT max(block)
FROM column_blocks;

-- name: changed-blocks
SELECT v.block, v.version, b.records
FROM column_versions AS v JOIN column_blocks AS b USING (block)
WHERE v.version > ?1;

-- Keys of 32 bits as signed numbers: half of them lay above 2^31 and took six bytes each, where four do. Read in order of the
-- old key, the upper half first, so that the new tree is filled from its left end on and nothing is sorted.
CREATE TABLE signed_keys (
    key INTEGER NOT NULL,
    id  INTEGER NOT NULL,
    PRIMARY KEY (key, id)
) WITHOUT ROWID;
INSERT INTO signed_keys SELECT key - 4294967296, id FROM duplicate_keys WHERE key > 2147483647 ORDER BY key, id;
INSERT INTO signed_keys SELECT key, id FROM duplicate_keys WHERE key <= 2147483647 ORDER BY key, id;
DROP TABLE duplicate_keys;
ALTER TABLE signed_keys RENAME TO duplicate_keys;

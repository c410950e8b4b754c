-- What finding repeats needs: keys that like complaints share, the verdicts, and what people decided.

-- 32-bit keys of several kinds in one list. Keys are dense: 13 bytes an entry.
CREATE TABLE duplicate_keys (
    key INTEGER NOT NULL,
    id  INTEGER NOT NULL,
    PRIMARY KEY (key, id)
) WITHOUT ROWID;

CREATE INDEX complaints_merchant ON complaints (merchant_id) WHERE merchant_id IS NOT NULL;

-- What each complaint was found to be. A complaint without a row was not looked at yet (`import --no-check`).
CREATE TABLE verdicts (
    complaint_id INTEGER PRIMARY KEY,
    verdict      INTEGER NOT NULL,              -- 0 new, 1 related, 2 copy, 3 duplicate
    probability  REAL    NOT NULL,
    of_id        INTEGER,                       -- the earlier complaint it is that of; NULL for new
    repeat_root  INTEGER NOT NULL,              -- where its chain of duplicates began; itself unless it is one
    root         INTEGER NOT NULL,              -- where its chain of duplicates and copies began
    decided      INTEGER NOT NULL               -- 1: a person's decision made it so
);
CREATE INDEX verdicts_of ON verdicts (of_id) WHERE of_id IS NOT NULL;

-- The best earlier complaints of those that are not plainly new.
CREATE TABLE duplicate_pairs (
    complaint_id INTEGER NOT NULL,
    other_id     INTEGER NOT NULL,              -- the earlier one
    verdict      INTEGER NOT NULL,
    probability  REAL    NOT NULL,
    doubt        REAL    NOT NULL,              -- 1 - the probability of the likelier answer to "repeat or copy?"
    PRIMARY KEY (complaint_id, other_id)
) WITHOUT ROWID;
CREATE INDEX duplicate_pairs_doubt ON duplicate_pairs (doubt) WHERE doubt > 0.02;
CREATE INDEX duplicate_pairs_other ON duplicate_pairs (other_id);

-- People's decisions on pairs. One that is undone, or followed by another on the same pair, binds no more and stays.
CREATE TABLE reviews (
    id           INTEGER PRIMARY KEY,
    complaint_id INTEGER NOT NULL,              -- the later one
    other_id     INTEGER NOT NULL,
    verdict      INTEGER NOT NULL,              -- 0: different
    reason       TEXT,
    decided_by   TEXT    NOT NULL,
    decided_at   INTEGER NOT NULL,              -- seconds since 1970
    ended_by     TEXT,                          -- who undid it or decided anew
    ended_at     INTEGER
);
CREATE UNIQUE INDEX reviews_in_force ON reviews (complaint_id, other_id) WHERE ended_at IS NULL;
CREATE INDEX reviews_other ON reviews (other_id) WHERE ended_at IS NULL;

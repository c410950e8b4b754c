-- The first schema. Released migrations never change: add a numbered file instead.
-- Ids are given out by `counters`, so that they are gapless (AUTOINCREMENT skips).

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO counters (name, last) VALUES ('complaint', 0), ('merchant', 0), ('column_version', 0);

-- One row per merchant's name as folded; resolution of name variants comes on top of it.
CREATE TABLE merchants (
    id       INTEGER PRIMARY KEY,
    name_key BLOB NOT NULL UNIQUE,
    name     TEXT NOT NULL
);

-- Short numbers for the values of open lists (category, district), as the columns hold them.
CREATE TABLE codes (
    list  TEXT NOT NULL,
    value TEXT NOT NULL,
    code  INTEGER NOT NULL,
    PRIMARY KEY (list, value)
) WITHOUT ROWID;

CREATE TABLE complaints (
    id                    INTEGER PRIMARY KEY,
    number                TEXT UNIQUE,
    kind                  INTEGER NOT NULL,
    channel               INTEGER NOT NULL,
    received_at           INTEGER,              -- seconds since 1970
    complainant_name      TEXT,
    complainant_phone     TEXT,
    complainant_id_number TEXT,
    merchant_id           INTEGER REFERENCES merchants (id),
    merchant_name         TEXT,                 -- as this complaint gives it
    merchant_address      TEXT,
    merchant_uscc         TEXT,
    merchant_platform     TEXT,
    merchant_phone        TEXT,
    category              TEXT,
    district              TEXT,
    text                  TEXT NOT NULL,
    demand                TEXT,
    amount                INTEGER,              -- cents
    order_number          TEXT,
    occurred_on           INTEGER,              -- days since 1970
    evidence              TEXT NOT NULL,        -- JSON array
    tags                  TEXT NOT NULL,        -- joined by U+001E
    status                INTEGER NOT NULL,
    assigned_to           TEXT,
    due_at                INTEGER,
    accepted_at           INTEGER,
    contacted_at          INTEGER,
    closed_at             INTEGER,
    outcome               TEXT,
    recovered_amount      INTEGER,
    extra                 TEXT NOT NULL,        -- JSON object of the fields we do not know
    loaded_at             INTEGER NOT NULL,     -- seconds since 1970
    version               INTEGER NOT NULL,
    indexed               INTEGER NOT NULL,     -- 1: the full-text tables hold it; 0: reindex will take it in
    content_hash          BLOB NOT NULL,        -- of all but the handling fields
    ordinal               INTEGER NOT NULL,     -- place among equal contents without a number, 0 for the first
    order_key             BLOB,                 -- folded order number
    phone_key             BLOB,                 -- keyed hash of the complainant's phone
    id_number_key         BLOB                  -- keyed hash of the complainant's ID number
);

CREATE INDEX complaints_content ON complaints (content_hash, ordinal) WHERE number IS NULL;
CREATE INDEX complaints_order ON complaints (order_key) WHERE order_key IS NOT NULL;
CREATE INDEX complaints_phone ON complaints (phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX complaints_id_number ON complaints (id_number_key) WHERE id_number_key IS NOT NULL;
CREATE INDEX complaints_unindexed ON complaints (id) WHERE indexed = 0;

CREATE TABLE history (
    complaint_id INTEGER NOT NULL,
    version      INTEGER NOT NULL,              -- the version the change led to
    field        TEXT NOT NULL,
    old          TEXT,
    new          TEXT,
    changed_at   INTEGER NOT NULL,
    changed_by   TEXT NOT NULL,
    PRIMARY KEY (complaint_id, version, field)
) WITHOUT ROWID;

-- What filters, facets, sorting and ranking need of each row: 1,024 records of 32 bytes a block, changed in place.
CREATE TABLE column_blocks (
    block   INTEGER PRIMARY KEY,
    records BLOB NOT NULL
);

-- Apart from the records, so that a change of one record does not rewrite its block.
CREATE TABLE column_versions (
    block   INTEGER PRIMARY KEY,
    version INTEGER NOT NULL
);
CREATE INDEX column_versions_by_version ON column_versions (version);

-- The toneless readings of the bigrams that occur, for queries with a slip of the keyboard.
CREATE TABLE bigram_readings (
    reading TEXT NOT NULL,
    bigram  TEXT NOT NULL,
    PRIMARY KEY (reading, bigram)
) WITHOUT ROWID;

-- What the full-text tables index of a row: the fields, apart by U+001E, which no field may hold.
CREATE VIEW indexed_bodies AS
SELECT id,
       text || char(30) || coalesce(demand, '') || char(30) || coalesce(merchant_name, '') || char(30) || tags AS body
FROM complaints
WHERE indexed = 1;

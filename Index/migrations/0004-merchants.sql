-- Merchants resolved. A row of `merchants` is a mention: one name with what its complaints tell beside it (city, trade, platform, credit code). It keeps
-- its id for good, and complaints keep the id they got at intake; `entity_id` is the redirect to the merchant it stands for: the lowest id of its group.

ALTER TABLE merchants ADD COLUMN entity_id INTEGER;                  -- NULL: not resolved yet, stands for itself
ALTER TABLE merchants ADD COLUMN block INTEGER;                      -- hash of the first two sounds: where look-alikes are found
ALTER TABLE merchants ADD COLUMN brand TEXT NOT NULL DEFAULT '';     -- folded parts of the name
ALTER TABLE merchants ADD COLUMN trade TEXT NOT NULL DEFAULT '';     -- all words of trade
ALTER TABLE merchants ADD COLUMN trade_key TEXT NOT NULL DEFAULT ''; -- those that not any trade could use
ALTER TABLE merchants ADD COLUMN branch TEXT NOT NULL DEFAULT '';
ALTER TABLE merchants ADD COLUMN platform TEXT;
ALTER TABLE merchants ADD COLUMN code TEXT;                          -- unified social credit code, checked
ALTER TABLE merchants ADD COLUMN region INTEGER NOT NULL DEFAULT 0;  -- GB/T 2260 code that the name tells
ALTER TABLE merchants ADD COLUMN place INTEGER NOT NULL DEFAULT 0;   -- GB/T 2260 code that address or district tell
ALTER TABLE merchants ADD COLUMN trades INTEGER NOT NULL DEFAULT 0;  -- bits of trades.tsv that the name tells
ALTER TABLE merchants ADD COLUMN category_trades INTEGER NOT NULL DEFAULT 0; -- bits that the category tells
ALTER TABLE merchants ADD COLUMN flags INTEGER NOT NULL DEFAULT 0;
ALTER TABLE merchants ADD COLUMN reasons TEXT NOT NULL DEFAULT '';   -- why it was put into its group, as name:weight, apart by spaces
ALTER TABLE merchants ADD COLUMN probability REAL NOT NULL DEFAULT 1;
ALTER TABLE merchants ADD COLUMN uses INTEGER NOT NULL DEFAULT 0;    -- complaints given this id at intake; for ranking only

CREATE INDEX merchants_block ON merchants (block) WHERE block IS NOT NULL;
CREATE INDEX merchants_entity ON merchants (entity_id) WHERE entity_id IS NOT NULL;

-- Phones, addresses and codes that complaints give of a merchant.
CREATE TABLE merchant_evidence (
    merchant_id INTEGER NOT NULL,
    kind        INTEGER NOT NULL,              -- 1 phone, 2 address, 3 credit code
    value       TEXT    NOT NULL,
    PRIMARY KEY (merchant_id, kind, value)
) WITHOUT ROWID;
CREATE INDEX merchant_evidence_by_value ON merchant_evidence (value, kind);

-- What staff decided; binds until undone.
CREATE TABLE merchant_decisions (
    id          INTEGER PRIMARY KEY,
    kind        TEXT    NOT NULL,              -- join, part
    merchant_id INTEGER NOT NULL,              -- the merchant it was decided on
    other_id    INTEGER NOT NULL,              -- the one joined to it, or the mention taken out of it
    decided_by  TEXT    NOT NULL,
    decided_at  INTEGER NOT NULL,              -- seconds since 1970
    reason      TEXT,
    undone_by   TEXT,
    undone_at   INTEGER
);
CREATE INDEX merchant_decisions_merchant ON merchant_decisions (merchant_id);
CREATE INDEX merchant_decisions_other ON merchant_decisions (other_id);

-- Raised whenever groups changed otherwise than by a new mention: what others keep in memory of them is old then.
INSERT INTO counters (name, last) VALUES ('merchant_version', 0);

-- The redirects as arrays, 1,024 mentions of 4 bytes a block (the lowest id of a block is a multiple of 1,024): a count by merchant reads these, not the
-- rows. 0 stands for a mention that is not resolved.
CREATE TABLE merchant_entities (
    block    INTEGER PRIMARY KEY,
    entities BLOB NOT NULL
);

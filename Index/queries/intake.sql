-- Storing and changing complaints. Each statement is called by the name above it.

-- name: insert-complaint
INSERT INTO complaints (
    id, number, kind, channel, received_at,
    complainant_name, complainant_phone, complainant_id_number,
    merchant_id, merchant_name, merchant_address, merchant_uscc, merchant_platform, merchant_phone,
    category, district, text, demand, amount, order_number, occurred_on, evidence, tags,
    status, assigned_to, due_at, accepted_at, contacted_at, closed_at, outcome, recovered_amount,
    extra, loaded_at, version, indexed, content_hash, ordinal, order_key, phone_key, id_number_key
) VALUES (
    ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
    ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40
);

-- name: insert-change
INSERT INTO changes (complaint_id, version, kind) VALUES (?1, ?2, ?3);

-- name: update-complaint
UPDATE complaints SET
    number = ?2, kind = ?3, channel = ?4, received_at = ?5,
    complainant_name = ?6, complainant_phone = ?7, complainant_id_number = ?8,
    merchant_id = ?9, merchant_name = ?10, merchant_address = ?11, merchant_uscc = ?12, merchant_platform = ?13,
    merchant_phone = ?14, category = ?15, district = ?16, text = ?17, demand = ?18, amount = ?19, order_number = ?20,
    occurred_on = ?21, evidence = ?22, tags = ?23, status = ?24, assigned_to = ?25, due_at = ?26, accepted_at = ?27,
    contacted_at = ?28, closed_at = ?29, outcome = ?30, recovered_amount = ?31, extra = ?32, loaded_at = ?33,
    version = ?34, indexed = ?35, content_hash = ?36, ordinal = ?37, order_key = ?38, phone_key = ?39,
    id_number_key = ?40
WHERE id = ?1;

-- name: known-number
SELECT id, content_hash FROM complaints WHERE number = ?1;

-- Told which index to take: of rows without a number, which are many, the planner believes that they are one.
-- name: known-content
SELECT id FROM complaints INDEXED BY complaints_content WHERE content_hash = ?1 AND ordinal = ?2 AND number IS NULL;

-- name: next-ordinal
SELECT count(*) FROM complaints INDEXED BY complaints_content WHERE content_hash = ?1 AND number IS NULL;

-- name: insert-merchant
INSERT INTO merchants (id, name_key, name) VALUES (?1, ?2, ?3);

-- name: insert-code
INSERT INTO codes (list, code, value) VALUES (?1, ?2, ?3);

-- name: count-codes
SELECT count(*) FROM codes WHERE list = ?1;

-- name: insert-history
INSERT INTO history (complaint_id, version, field, old, new, changed_at, changed_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: insert-words
INSERT INTO words (rowid, body) VALUES (?1, ?2);

-- name: delete-words
INSERT INTO words (words, rowid, body) VALUES ('delete', ?1, ?2);

-- name: insert-bigrams
INSERT INTO bigrams (rowid, body) VALUES (?1, ?2);

-- name: delete-bigrams
INSERT INTO bigrams (bigrams, rowid, body) VALUES ('delete', ?1, ?2);

-- name: insert-reading
INSERT OR IGNORE INTO bigram_readings (reading, bigram) VALUES (?1, ?2);

-- name: all-bigrams-with-readings
SELECT bigram FROM bigram_readings;

-- name: read-block
SELECT records FROM column_blocks WHERE block = ?1;

-- name: write-block
INSERT INTO column_blocks (block, records) VALUES (?1, ?2)
ON CONFLICT (block) DO UPDATE SET records = excluded.records;

-- name: write-block-version
INSERT INTO column_versions (block, version) VALUES (?1, ?2)
ON CONFLICT (block) DO UPDATE SET version = excluded.version;

-- What a bulk import writes of FTS5's own tables: see BigramGather.swift.
-- name: bigrams-format
SELECT (SELECT v FROM bigrams_config WHERE k = 'version'), (SELECT v FROM bigrams_config WHERE k = 'pgsz');

-- name: bigrams-record
SELECT block FROM bigrams_data WHERE id = ?1;

-- name: write-bigrams-record
UPDATE bigrams_data SET block = ?2 WHERE id = ?1;

-- name: insert-bigrams-leaf
INSERT INTO bigrams_data (id, block) VALUES (?1, ?2);

-- name: insert-bigrams-leaf-term
INSERT INTO bigrams_idx (segid, term, pgno) VALUES (?1, ?2, ?3);

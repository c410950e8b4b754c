-- What opening, settings and single rows need. Each statement is called by the name above it.

-- name: read-meta
SELECT value FROM meta WHERE key = ?1;

-- name: write-meta
INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: delete-meta
DELETE FROM meta WHERE key = ?1;

-- name: read-counter
SELECT last FROM counters WHERE name = ?1;

-- name: write-counter
UPDATE counters SET last = ?2 WHERE name = ?1;

-- name: fetch-complaint
SELECT * FROM complaints WHERE id = ?1;

-- name: fetch-complaints-from
SELECT * FROM complaints WHERE id >= ?1 AND id <= ?2 ORDER BY id LIMIT ?3;

-- name: fetch-body
SELECT text, demand, merchant_name, tags FROM complaints WHERE id = ?1;

-- name: fetch-hit
SELECT number, kind, channel, received_at,
    (SELECT coalesce(m.entity_id, m.id) FROM merchants AS m WHERE m.id = complaints.merchant_id),
    merchant_name, category, district, status, amount, text, demand, tags
FROM complaints WHERE id = ?1;

-- name: fetch-history
SELECT version, field, old, new, changed_at, changed_by FROM history
WHERE complaint_id = ?1 ORDER BY version, field;

-- name: id-of-number
SELECT id FROM complaints WHERE number = ?1;

-- name: ids-of-order
SELECT id FROM complaints WHERE order_key = ?1;

-- name: ids-of-phone
SELECT id FROM complaints WHERE phone_key = ?1;

-- name: ids-of-phone-prefix
SELECT id FROM complaints WHERE phone_key >= ?1 AND phone_key < ?2;

-- name: ids-of-id-number
SELECT id FROM complaints WHERE id_number_key = ?1;

-- name: ids-of-id-number-prefix
SELECT id FROM complaints WHERE id_number_key >= ?1 AND id_number_key < ?2;

-- name: merchant-of-key
SELECT id FROM merchants WHERE name_key = ?1;

-- name: merchant-name
SELECT name FROM merchants WHERE id = ?1;

-- name: code-of-value
SELECT code FROM codes WHERE list = ?1 AND value = ?2;

-- name: codes-of-list
SELECT code, value FROM codes WHERE list = ?1 ORDER BY code;

-- name: coded-values
SELECT category, district FROM complaints WHERE id = ?1;

-- name: count-tables
SELECT count(*) FROM sqlite_schema WHERE type = 'table';

-- name: count-complaints
SELECT count(*) FROM complaints;

-- name: count-unindexed
SELECT count(*) FROM complaints WHERE indexed = 0;

-- name: last-id
SELECT last FROM counters WHERE name = 'complaint';

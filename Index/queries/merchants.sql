-- Merchants: mentions, the groups they stand for, evidence and decisions. Each statement is called by the name above it.

-- name: last-mention
SELECT coalesce(max(id), 0) FROM merchants;

-- name: merchant-version
SELECT last FROM counters WHERE name = 'merchant_version';

-- name: raise-merchant-version
UPDATE counters SET last = last + 1 WHERE name = 'merchant_version';

-- name: mention-of-key
SELECT id FROM merchants WHERE name_key = ?1;

-- name: insert-mention
INSERT INTO merchants (
    id, name_key, name, entity_id, block, brand, trade, trade_key, branch, platform, code, region, place, trades,
    category_trades, flags, reasons, probability, uses
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19);

-- name: rewrite-mention
UPDATE merchants SET
    entity_id = ?2, block = ?3, brand = ?4, trade = ?5, trade_key = ?6, branch = ?7, region = ?8, trades = ?9,
    flags = ?10, reasons = ?11, probability = ?12
WHERE id = ?1;

-- name: move-mention
UPDATE merchants SET entity_id = ?2, reasons = ?3, probability = ?4 WHERE id = ?1;

-- name: add-uses
UPDATE merchants SET uses = uses + ?2 WHERE id = ?1;

-- Mentions are read by their columns' places (MentionRow).

-- name: mentions-of-block
SELECT
    id, name, entity_id, block, brand, trade, trade_key, branch, platform, code, region, place, trades, category_trades,
    flags, reasons, probability, uses, name_key
FROM merchants WHERE block = ?1 ORDER BY id;

-- name: mentions-outside-block
SELECT
    id, name, entity_id, block, brand, trade, trade_key, branch, platform, code, region, place, trades, category_trades,
    flags, reasons, probability, uses, name_key
FROM merchants
WHERE block IS NOT ?1 AND entity_id IN (SELECT entity_id FROM merchants WHERE block = ?1)
ORDER BY entity_id, id;

-- name: mentions-of-entity
SELECT
    id, name, entity_id, block, brand, trade, trade_key, branch, platform, code, region, place, trades, category_trades,
    flags, reasons, probability, uses, name_key
FROM merchants WHERE entity_id = ?1 ORDER BY id;

-- name: fetch-mention
SELECT
    id, name, entity_id, block, brand, trade, trade_key, branch, platform, code, region, place, trades, category_trades,
    flags, reasons, probability, uses, name_key
FROM merchants WHERE id = ?1;

-- name: all-mentions
SELECT
    id, name, entity_id, block, brand, trade, trade_key, branch, platform, code, region, place, trades, category_trades,
    flags, reasons, probability, uses, name_key
FROM merchants ORDER BY id;

-- name: entity-of-mention
SELECT coalesce(entity_id, id) FROM merchants WHERE id = ?1;

-- name: insert-evidence
INSERT OR IGNORE INTO merchant_evidence (merchant_id, kind, value) VALUES (?1, ?2, ?3);

-- name: evidence-of-mention
SELECT kind, value FROM merchant_evidence WHERE merchant_id = ?1;

-- name: evidence-of-block
SELECT e.merchant_id, e.kind, e.value FROM merchants AS m JOIN merchant_evidence AS e ON e.merchant_id = m.id
WHERE m.block = ?1;

-- name: evidence-outside-block
SELECT e.merchant_id, e.kind, e.value FROM merchants AS m JOIN merchant_evidence AS e ON e.merchant_id = m.id
WHERE m.block IS NOT ?1 AND m.entity_id IN (SELECT entity_id FROM merchants WHERE block = ?1);

-- name: highest-of-block
SELECT max(id) FROM merchants WHERE block = ?1;

-- name: all-evidence
SELECT merchant_id, kind, value FROM merchant_evidence;

-- name: mentions-with-evidence
SELECT merchant_id FROM merchant_evidence WHERE value = ?1 AND kind = ?2 LIMIT ?3;

-- name: insert-decision
INSERT INTO merchant_decisions (kind, merchant_id, other_id, decided_by, decided_at, reason)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: decisions-in-force
SELECT * FROM merchant_decisions WHERE undone_at IS NULL ORDER BY id;

-- name: decisions-of-merchant
SELECT * FROM merchant_decisions WHERE merchant_id = ?1 OR other_id = ?1 ORDER BY id;

-- name: undo-decision
UPDATE merchant_decisions SET undone_by = ?2, undone_at = ?3 WHERE id = ?1;

-- name: merchant-entities
SELECT block, entities FROM merchant_entities ORDER BY block;

-- name: merchant-entities-of-block
SELECT entities FROM merchant_entities WHERE block = ?1;

-- name: write-merchant-entities
INSERT INTO merchant_entities (block, entities) VALUES (?1, ?2)
ON CONFLICT (block) DO UPDATE SET entities = excluded.entities;

-- name: mention-name
SELECT name FROM merchants WHERE id = ?1;

-- name: entity-name
SELECT name FROM merchants WHERE entity_id = ?1
ORDER BY reasons GLOB '*same-sound*' OR reasons GLOB '*swapped*', (flags & 2) DESC, branch = '' DESC, uses DESC, id LIMIT 1;

-- name: insert-merchant-terms
INSERT INTO merchant_terms (rowid, terms) VALUES (?1, ?2);

-- name: clear-merchant-terms
INSERT INTO merchant_terms (merchant_terms) VALUES ('delete-all');

-- name: mentions-with-terms
SELECT m.id, coalesce(m.entity_id, m.id), m.uses, m.name_key
FROM merchant_terms AS t JOIN merchants AS m ON m.id = t.rowid
WHERE t.merchant_terms MATCH ?1 LIMIT ?2;

-- name: mention-ids-with-terms
SELECT rowid FROM merchant_terms WHERE merchant_terms MATCH ?1;

-- name: set-uses
UPDATE merchants SET uses = ?2 WHERE id = ?1;

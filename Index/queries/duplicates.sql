-- Finding repeats, and what people decided. Each statement is called by the name above it.

-- name: newest-of-key
SELECT id FROM duplicate_keys WHERE key = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3;

-- name: all-duplicate-keys
SELECT key FROM duplicate_keys;

-- name: any-unsigned-key
SELECT 1 FROM duplicate_keys WHERE key > 2147483647 LIMIT 1;

-- name: insert-duplicate-key
INSERT OR IGNORE INTO duplicate_keys (key, id) VALUES (?1, ?2);

-- name: delete-duplicate-key
DELETE FROM duplicate_keys WHERE key = ?1 AND id = ?2;

-- name: newest-of-phone
SELECT id FROM complaints WHERE phone_key = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3;

-- name: newest-of-id-number
SELECT id FROM complaints WHERE id_number_key = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3;

-- name: newest-of-order
SELECT id FROM complaints WHERE order_key = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3;

-- name: newest-of-merchant
SELECT id FROM complaints WHERE merchant_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3;

-- name: count-of-merchant
SELECT count(*) FROM (
    SELECT 1 FROM (SELECT id FROM merchants WHERE entity_id = ?1 UNION SELECT ?1) AS m
    JOIN complaints AS c ON c.merchant_id = m.id WHERE c.id < ?2 LIMIT ?3);

-- name: names-of-merchant
SELECT id FROM merchants WHERE entity_id = ?1 ORDER BY uses DESC, id LIMIT ?2;

-- name: merchant-of-name
SELECT coalesce(entity_id, id) FROM merchants WHERE id = ?1;

-- name: candidate-fields
SELECT text, demand, complainant_name, merchant_name, order_number, merchant_uscc, merchant_phone, amount, occurred_on,
       received_at, phone_key, id_number_key, merchant_id, version
FROM complaints WHERE id = ?1;

-- name: version-of-candidate
SELECT version FROM complaints WHERE id = ?1;

-- Moves with every complaint that is stored, changed, erased or indexed.
-- name: mark-of-duplicates
SELECT (SELECT coalesce(max(seq), 0) FROM changes), (SELECT last FROM counters WHERE name = 'column_version');

-- Apart from write-verdict, whose update fires a trigger: see migration 0010.
-- name: insert-verdict
INSERT OR IGNORE INTO verdicts (complaint_id, verdict, probability, of_id, repeat_root, root, decided)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: complaint-of-last-change
SELECT complaint_id FROM changes ORDER BY seq DESC LIMIT 1;

-- name: insert-late-verdict
INSERT INTO changes (complaint_id, version, kind) SELECT id, version, 2 FROM complaints WHERE id = ?1;

-- name: write-verdict
INSERT INTO verdicts (complaint_id, verdict, probability, of_id, repeat_root, root, decided)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (complaint_id) DO UPDATE SET
    verdict = excluded.verdict, probability = excluded.probability, of_id = excluded.of_id,
    repeat_root = excluded.repeat_root, root = excluded.root, decided = excluded.decided;

-- name: read-verdict
SELECT verdict, probability, of_id, repeat_root, root, decided FROM verdicts WHERE complaint_id = ?1;

-- name: delete-pairs-of
DELETE FROM duplicate_pairs WHERE complaint_id = ?1;

-- name: insert-pair
INSERT INTO duplicate_pairs (complaint_id, other_id, verdict, probability, doubt) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: pairs-of
SELECT other_id, verdict, probability FROM duplicate_pairs WHERE complaint_id = ?1;

-- name: decisions-of
SELECT complaint_id, other_id, verdict FROM reviews WHERE complaint_id = ?1 AND ended_at IS NULL
UNION ALL
SELECT complaint_id, other_id, verdict FROM reviews WHERE other_id = ?1 AND ended_at IS NULL;

-- name: any-decision
SELECT 1 FROM reviews WHERE ended_at IS NULL LIMIT 1;


-- name: insert-review
INSERT INTO reviews (complaint_id, other_id, verdict, reason, decided_by, decided_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: end-decision
UPDATE reviews SET ended_by = ?2, ended_at = ?3 WHERE id = ?1 AND ended_at IS NULL;

-- name: end-decision-on-pair
UPDATE reviews SET ended_by = ?3, ended_at = ?4 WHERE complaint_id = ?1 AND other_id = ?2 AND ended_at IS NULL;

-- name: decision-by-id
SELECT id, complaint_id, other_id, verdict, reason, decided_by, decided_at, ended_by, ended_at FROM reviews
WHERE id = ?1;

-- name: decision-on-pair
SELECT id, complaint_id, other_id, verdict, reason, decided_by, decided_at, ended_by, ended_at FROM reviews
WHERE complaint_id = ?1 AND other_id = ?2 AND ended_at IS NULL;

-- name: all-decisions-of
SELECT id, complaint_id, other_id, verdict, reason, decided_by, decided_at, ended_by, ended_at FROM reviews
WHERE complaint_id = ?1 OR other_id = ?1 ORDER BY id DESC;

-- name: reviews-in-force
SELECT id, complaint_id, other_id, verdict, reason, decided_by, decided_at, ended_by, ended_at FROM reviews
WHERE ended_at IS NULL ORDER BY id;

-- name: most-uncertain
SELECT p.complaint_id, p.other_id FROM duplicate_pairs AS p
WHERE p.doubt > 0.02 AND NOT EXISTS (
    SELECT 1 FROM reviews AS r
    WHERE r.complaint_id = p.complaint_id AND r.other_id = p.other_id AND r.ended_at IS NULL)
ORDER BY p.doubt DESC, p.complaint_id DESC LIMIT 1 OFFSET ?1;

-- name: count-pairs-from
SELECT count(DISTINCT complaint_id) FROM duplicate_pairs WHERE verdict = 3 AND probability >= ?1;

-- name: first-unchecked
SELECT c.id FROM complaints AS c LEFT JOIN verdicts AS v ON v.complaint_id = c.id
WHERE v.complaint_id IS NULL ORDER BY c.id LIMIT 1;

-- name: newest-checked
SELECT max(id) FROM complaints;

-- name: forget-dedupe-mark
DELETE FROM meta WHERE key = 'dedupe_from';

-- name: clear-duplicate-keys
DELETE FROM duplicate_keys;

-- name: followers
SELECT complaint_id FROM verdicts WHERE of_id = ?1;

-- name: write-roots
UPDATE verdicts SET repeat_root = ?2, root = ?3 WHERE complaint_id = ?1;

-- name: pairs-to-export
SELECT p.complaint_id, c.number, p.other_id, o.number, p.verdict, p.probability,
       EXISTS (SELECT 1 FROM reviews AS r
               WHERE r.complaint_id = p.complaint_id AND r.other_id = p.other_id AND r.ended_at IS NULL)
FROM duplicate_pairs AS p
JOIN complaints AS c ON c.id = p.complaint_id
JOIN complaints AS o ON o.id = p.other_id
WHERE p.complaint_id = ?1 AND p.verdict > 0
ORDER BY p.probability DESC, p.other_id DESC;

-- name: erase-from-duplicates
DELETE FROM duplicate_keys WHERE id = ?1;

-- name: erase-verdict
DELETE FROM verdicts WHERE complaint_id = ?1;

-- name: erase-pairs
DELETE FROM duplicate_pairs WHERE complaint_id = ?1 OR other_id = ?1;

-- name: erase-decisions
DELETE FROM reviews WHERE complaint_id = ?1 OR other_id = ?1;

-- name: orphan-verdicts
UPDATE verdicts SET verdict = 0, of_id = NULL, repeat_root = complaint_id, root = complaint_id WHERE of_id = ?1;

-- name: orphan-roots
UPDATE verdicts SET
    root = CASE root WHEN ?1 THEN coalesce(of_id, complaint_id) ELSE root END,
    repeat_root = CASE repeat_root WHEN ?1 THEN coalesce(of_id, complaint_id) ELSE repeat_root END
WHERE root = ?1 OR repeat_root = ?1;

-- Removing complaints for good. Each statement is called by the name above it.

-- name: delete-complaint
DELETE FROM complaints WHERE id = ?1;

-- name: delete-history-of
DELETE FROM history WHERE complaint_id = ?1;

-- name: delete-reading
DELETE FROM bigram_readings WHERE reading = ?1 AND bigram = ?2;

-- name: delete-answers-of
-- Answers kept for repeated requests show excerpts of other complaints too.
DELETE FROM idempotency_keys WHERE complaint_id = ?1 OR instr(answer, CAST('"id":' || ?1 AS BLOB)) > 0;

-- name: forget-audit-queries
UPDATE audit SET query = NULL WHERE query IS NOT NULL AND instr(query, ?1) > 0;

-- name: forget-alert-reasons
UPDATE alert_actions SET reason = NULL WHERE reason IS NOT NULL AND instr(reason, ?1) > 0;

-- name: optimize-words
INSERT INTO words (words) VALUES ('optimize');

-- name: optimize-bigrams
INSERT INTO bigrams (bigrams) VALUES ('optimize');

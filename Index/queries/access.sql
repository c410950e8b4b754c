-- Tokens, sessions and audit. Each statement is called by the name above it.

-- name: insert-token
INSERT INTO tokens (name, role, salt, hash, rate, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id;

-- name: all-tokens
SELECT id, name, role, salt, hash, rate, created_at, revoked_at FROM tokens ORDER BY id;

-- name: revoke-token
UPDATE tokens SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL;

-- name: insert-session
INSERT INTO sessions (hash, token_id, created_at, expires_at) VALUES (?1, ?2, ?3, ?4);

-- name: session-token
SELECT token_id, expires_at FROM sessions WHERE hash = ?1 AND expires_at > ?2;

-- name: delete-session
DELETE FROM sessions WHERE hash = ?1;

-- name: delete-sessions-of-token
DELETE FROM sessions WHERE token_id = ?1;

-- name: delete-old-sessions
DELETE FROM sessions WHERE expires_at <= ?1;

-- name: known-key
SELECT body, complaint_id, answer FROM idempotency_keys WHERE token_id = ?1 AND key = ?2;

-- name: insert-key
INSERT INTO idempotency_keys (token_id, key, body, complaint_id, created_at) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: insert-answer
UPDATE idempotency_keys SET answer = ?3 WHERE token_id = ?1 AND key = ?2 AND answer IS NULL;

-- name: delete-old-keys
DELETE FROM idempotency_keys WHERE created_at < ?1;

-- name: changes-since
SELECT c.seq, c.complaint_id, c.version, c.kind, r.number, v.verdict, v.of_id
FROM changes AS c
LEFT JOIN complaints AS r ON r.id = c.complaint_id
LEFT JOIN verdicts AS v ON v.complaint_id = c.complaint_id
WHERE c.seq > ?1 ORDER BY c.seq LIMIT ?2;

-- name: insert-audit
INSERT INTO audit (at, actor, role, action, complaint_id, query, rows, request_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: audit-entries
SELECT at, actor, role, action, complaint_id, query, rows, request_id FROM audit
WHERE (?1 IS NULL OR actor = ?1) AND (?2 IS NULL OR action = ?2) AND (?3 IS NULL OR complaint_id = ?3)
  AND (?4 IS NULL OR at >= ?4) AND (?5 IS NULL OR at < ?5)
ORDER BY id DESC LIMIT ?6;

-- name: service-last-complaint
SELECT last FROM counters WHERE name = 'complaint';

-- name: count-waiting
SELECT count(*) FROM complaints WHERE indexed = 0;

-- name: count-verdicts
SELECT verdict, count(*) FROM verdicts GROUP BY verdict ORDER BY verdict;

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

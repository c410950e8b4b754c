-- What people did about alerts. Each statement is called by the name above it.

-- name: insert-alert-action
INSERT INTO alert_actions (series, action, value, reason, as_of, by, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: all-alert-actions
SELECT series, action, value, reason, as_of, by, at FROM alert_actions ORDER BY id;

-- name: name-of-entity
-- The registered name without a branch before others, the commonest of each.
SELECT name FROM merchants WHERE entity_id = ?1 OR id = ?1
ORDER BY (flags & 2) DESC, branch = '' DESC, uses DESC, id LIMIT 1;

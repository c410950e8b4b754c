-- What people did about alerts. Each statement is called by the name above it.

-- name: insert-alert-action
INSERT INTO alert_actions (series, action, value, reason, as_of, by, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: all-alert-actions
SELECT series, action, value, reason, as_of, by, at FROM alert_actions ORDER BY id;

-- name: count-alert-actions
SELECT count(*) FROM alert_actions;

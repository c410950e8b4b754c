-- What people did about alerts. Each statement is called by the name above it.

-- name: insert-alert-action
INSERT INTO alert_actions (series, action, value, reason, as_of, by, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: all-alert-actions
SELECT series, action, value, reason, as_of, by, at FROM alert_actions ORDER BY id;

-- name: name-of-entity
-- The registered name without a branch before others, the commonest of each.
SELECT name FROM merchants WHERE entity_id = ?1 OR id = ?1
ORDER BY (flags & 2) DESC, branch = '' DESC, uses DESC, id LIMIT 1;

-- name: alert-versions
SELECT (SELECT last FROM counters WHERE name = 'column_version'), (SELECT last FROM counters WHERE name = 'link_version'),
       (SELECT last FROM counters WHERE name = 'merchant_version');

-- name: read-alert-evaluation
SELECT evaluation FROM alert_evaluations WHERE column_version = ?1 AND link_version = ?2 AND merchant_version = ?3;

-- name: write-alert-evaluation
INSERT INTO alert_evaluations (id, column_version, link_version, merchant_version, evaluation) VALUES (1, ?1, ?2, ?3, ?4)
ON CONFLICT (id) DO UPDATE SET
    column_version = excluded.column_version, link_version = excluded.link_version,
    merchant_version = excluded.merchant_version, evaluation = excluded.evaluation;

-- What the alerts of the last day came to when an import ended: worked out over all rows, so that a command that only reads
-- need not do it again. Good as long as the versions are those of columns, links and merchants.

CREATE TABLE alert_evaluations (
    id               INTEGER PRIMARY KEY CHECK (id = 1),
    column_version   INTEGER NOT NULL,
    link_version     INTEGER NOT NULL,
    merchant_version INTEGER NOT NULL,
    evaluation       BLOB    NOT NULL   -- JSON (AlertEvaluation.swift)
);

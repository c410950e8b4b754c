-- What people did about alerts (预警). An alert itself is worked out, never stored: a series with more people than usual.
-- Nothing here is changed or removed; the last action of each kind counts.

CREATE TABLE alert_actions (
    id     INTEGER PRIMARY KEY,
    series TEXT    NOT NULL,   -- m12.c5.d3: merchant, category code, district code (SeriesKey.swift)
    action TEXT    NOT NULL,   -- acknowledge, assign, mute, reopen
    value  TEXT,               -- whom it was assigned to; the last day it is muted
    reason TEXT,
    as_of  INTEGER NOT NULL,   -- the day the alert was looked at as of, days since 1970
    by     TEXT    NOT NULL,
    at     INTEGER NOT NULL    -- seconds since 1970
);
CREATE INDEX alert_actions_series ON alert_actions (series, id);

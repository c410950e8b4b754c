-- Who may use the service and what they did: tokens, sessions of the pages, keys of repeated requests, audit, changes.

CREATE TABLE tokens (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    role       TEXT NOT NULL,
    salt       BLOB NOT NULL,
    hash       BLOB NOT NULL,                  -- SHA-256 of salt and secret; the secret itself is nowhere
    rate       INTEGER,                        -- requests a minute; NULL: as many as come
    created_at INTEGER NOT NULL,               -- seconds since 1970
    revoked_at INTEGER
);

CREATE TABLE sessions (
    hash       BLOB PRIMARY KEY,               -- SHA-256 of the cookie
    token_id   INTEGER NOT NULL,               -- 0 while no token is configured
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) WITHOUT ROWID;

-- What was answered under an Idempotency-Key; the row is written in the transaction that stores the complaint.
CREATE TABLE idempotency_keys (
    token_id     INTEGER NOT NULL,
    key          BLOB NOT NULL,                -- SHA-256 of the key
    body         BLOB NOT NULL,                -- SHA-256 of the request's body
    complaint_id INTEGER NOT NULL,
    answer       BLOB,                         -- NULL: it was stored, but what was answered was not kept
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (token_id, key)
) WITHOUT ROWID;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- Who searched, opened, changed and exported what.
CREATE TABLE audit (
    id           INTEGER PRIMARY KEY,
    at           INTEGER NOT NULL,             -- seconds since 1970
    actor        TEXT NOT NULL,                -- the token's name, cli:USER for the command line
    role         TEXT NOT NULL,
    action       TEXT NOT NULL,                -- search, open, export …
    complaint_id INTEGER,
    query        TEXT,                         -- what was asked for; masked for roles that see masked data
    rows         INTEGER,                      -- how many complaints were shown
    request_id   TEXT
);
CREATE INDEX audit_by_complaint ON audit (complaint_id) WHERE complaint_id IS NOT NULL;

-- Every stored and changed complaint in order, for the sender's own system.
CREATE TABLE changes (
    seq          INTEGER PRIMARY KEY,
    complaint_id INTEGER NOT NULL,
    version      INTEGER NOT NULL,
    kind         INTEGER NOT NULL              -- 0: stored, 1: changed, 2: a verdict came later
);

CREATE TRIGGER complaint_stored AFTER INSERT ON complaints BEGIN
    INSERT INTO changes (complaint_id, version, kind) VALUES (new.id, new.version, 0);
END;

CREATE TRIGGER complaint_changed AFTER UPDATE OF version ON complaints WHEN new.version <> old.version BEGIN
    INSERT INTO changes (complaint_id, version, kind) VALUES (new.id, new.version, 1);
END;

-- A verdict that came later: by `dedupe`, a person's decision, or a complaint that came between. The one that a complaint
-- gets as it is stored goes with that, whose event is the last one then.
CREATE TRIGGER verdict_came AFTER INSERT ON verdicts
WHEN (SELECT complaint_id FROM changes ORDER BY seq DESC LIMIT 1) IS NOT new.complaint_id BEGIN
    INSERT INTO changes (complaint_id, version, kind) SELECT id, version, 2 FROM complaints WHERE id = new.complaint_id;
END;

CREATE TRIGGER verdict_changed AFTER UPDATE OF verdict, of_id ON verdicts
WHEN new.verdict <> old.verdict OR new.of_id IS NOT old.of_id BEGIN
    INSERT INTO changes (complaint_id, version, kind) SELECT id, version, 2 FROM complaints WHERE id = new.complaint_id;
END;

-- Rows stored before this table was.
INSERT INTO changes (complaint_id, version, kind) SELECT id, version, 0 FROM complaints ORDER BY id;

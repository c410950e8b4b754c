-- Groups of related complaints (聚类) within one merchant. A cluster's id is the id of the complaint that founded it.

-- What a complaint is compared with: one row a cluster, packed (ClusterProfile.swift). The rows of a merchant lie side
-- by side. Only `open` ones take in more; a merchant's oldest small ones close when it has too many.
CREATE TABLE cluster_profiles (
    merchant_id INTEGER NOT NULL,
    id          INTEGER NOT NULL,
    open        INTEGER NOT NULL DEFAULT 1,
    profile     BLOB NOT NULL,
    PRIMARY KEY (merchant_id, id)
) WITHOUT ROWID;
CREATE INDEX cluster_profiles_by_id ON cluster_profiles (id);

-- Clusters that went into another one.
CREATE TABLE cluster_redirects (
    id     INTEGER PRIMARY KEY,
    target INTEGER NOT NULL
);
CREATE INDEX cluster_redirects_by_target ON cluster_redirects (target);

-- Which cluster and which person a complaint belongs to, and what it repeats or copies: 1,024 records of 16 bytes a
-- block (LinkRecord.swift), changed in place.
CREATE TABLE link_blocks (
    block   INTEGER PRIMARY KEY,
    records BLOB NOT NULL
);

CREATE TABLE link_versions (
    block   INTEGER PRIMARY KEY,
    version INTEGER NOT NULL
);
CREATE INDEX link_versions_by_version ON link_versions (version);

-- In how many complaints terms occur, in 64 pages of 2,048 hashed counters (TermFrequencies.swift).
CREATE TABLE term_frequencies (
    page     INTEGER PRIMARY KEY,
    counters BLOB NOT NULL
);
INSERT INTO counters (name, last) VALUES ('link_version', 0), ('term_documents', 0);

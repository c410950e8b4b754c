-- The links of complaints to clusters, persons and origins. Each statement is called by the name above it.

-- name: read-link-block
SELECT records FROM link_blocks WHERE block = ?1;

-- name: write-link-block
INSERT INTO link_blocks (block, records) VALUES (?1, ?2)
ON CONFLICT (block) DO UPDATE SET records = excluded.records;

-- name: write-link-version
INSERT INTO link_versions (block, version) VALUES (?1, ?2)
ON CONFLICT (block) DO UPDATE SET version = excluded.version;

-- name: changed-link-blocks
SELECT v.block, v.version, b.records
FROM link_versions AS v JOIN link_blocks AS b USING (block)
WHERE v.version > ?1;

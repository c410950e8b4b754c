-- Clusters: what intake, lists and the report read and write. Each statement is called by the name above it.

-- name: open-profiles
SELECT id, profile, merchant_id FROM cluster_profiles
WHERE open = 1 AND (merchant_id = ?1 OR merchant_id IN (SELECT id FROM merchants WHERE entity_id = ?1)) ORDER BY id;

-- name: adopt-profiles
UPDATE cluster_profiles SET merchant_id = ?1
WHERE merchant_id IN (SELECT id FROM merchants WHERE entity_id = ?1 AND id <> ?1);

-- name: profile-of-cluster
SELECT merchant_id, profile FROM cluster_profiles WHERE id = ?1;

-- name: profiles-of-merchant
SELECT id, profile, merchant_id FROM cluster_profiles WHERE merchant_id = ?1 ORDER BY id;

-- name: write-profile
INSERT INTO cluster_profiles (merchant_id, id, open, profile) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (merchant_id, id) DO UPDATE SET open = excluded.open, profile = excluded.profile;

-- name: delete-profile
DELETE FROM cluster_profiles WHERE merchant_id = ?1 AND id = ?2;

-- name: cluster-redirect
SELECT target FROM cluster_redirects WHERE id = ?1;

-- name: write-cluster-redirect
INSERT INTO cluster_redirects (id, target) VALUES (?1, ?2)
ON CONFLICT (id) DO UPDATE SET target = excluded.target;

-- name: move-cluster-redirects
UPDATE cluster_redirects SET target = ?2 WHERE target = ?1;

-- name: delete-cluster-redirect
DELETE FROM cluster_redirects WHERE id = ?1;

-- name: read-term-frequencies
SELECT page, counters FROM term_frequencies;

-- name: write-term-frequencies
INSERT INTO term_frequencies (page, counters) VALUES (?1, ?2)
ON CONFLICT (page) DO UPDATE SET counters = excluded.counters;

-- name: read-term-documents
SELECT last FROM counters WHERE name = 'term_documents';

-- name: write-term-documents
UPDATE counters SET last = ?1 WHERE name = 'term_documents';

-- name: all-cluster-redirects
SELECT id, target FROM cluster_redirects;

-- name: name-of-merchant
SELECT name FROM merchants WHERE id = ?1;

-- name: version-of-complaint
SELECT version, content_hash FROM complaints WHERE id = ?1;

-- name: delete-profiles
DELETE FROM cluster_profiles WHERE merchant_id = ?1;

-- name: delete-profile-elsewhere
DELETE FROM cluster_profiles WHERE id = ?1 AND merchant_id <> ?2;

-- name: issue-of-complaint
SELECT text, demand, merchant_name, category FROM complaints WHERE id = ?1;

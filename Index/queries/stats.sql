-- What stats sums up over rows that the columns have chosen. Each statement is called by the name above it.

-- name: not-contacted
SELECT id FROM complaints
WHERE contacted_at IS NULL AND closed_at IS NULL AND received_at IS NOT NULL AND received_at < ?1;

-- name: recovered-amounts
SELECT id, recovered_amount FROM complaints WHERE recovered_amount IS NOT NULL;

-- name: due
SELECT id, received_at FROM complaints
WHERE contacted_at IS NULL AND closed_at IS NULL AND received_at IS NOT NULL AND received_at < ?1
ORDER BY received_at, id;

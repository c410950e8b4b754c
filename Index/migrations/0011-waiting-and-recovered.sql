-- What statistics and the due list ask for, in indexes of their own: looking through all complaints for it took a second at
-- a million.
CREATE INDEX complaints_waiting ON complaints (received_at)
WHERE contacted_at IS NULL AND closed_at IS NULL AND received_at IS NOT NULL;
CREATE INDEX complaints_recovered ON complaints (recovered_amount) WHERE recovered_amount IS NOT NULL;

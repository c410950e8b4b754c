-- A statement that fires a trigger opens a savepoint, and at each savepoint FTS5 writes out all it has gathered: with a trigger
-- on the insertion of a complaint and one on that of its verdict, an import wrote a segment for every row and merged them
-- by sixteen. Who stores a complaint or a verdict now records the event too (insert-change); changes, which are rare, keep their
-- triggers.
DROP TRIGGER complaint_stored;
DROP TRIGGER verdict_came;

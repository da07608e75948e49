-- The command that is moving money for a subject: until it ends, nothing else changes the subject. The mark stands in
-- the row itself, so that whoever waits for the row sees it.
ALTER TABLE programmes.subject ADD COLUMN locked_by text COLLATE "C";
CREATE INDEX subject_locked ON programmes.subject (locked_by) WHERE locked_by IS NOT NULL;
GRANT UPDATE (locked_by) ON programmes.subject TO suanquan_app;
DROP INDEX programmes.intent_one_at_a_time;
CREATE INDEX intent_open ON programmes.intent (at) WHERE NOT done;

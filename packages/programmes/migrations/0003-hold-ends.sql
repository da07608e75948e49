-- When a hold ends, by the database's clock: the ledger's time limits follow no other.
ALTER TABLE programmes.redemption ADD COLUMN until timestamptz;
CREATE TRIGGER end_stays BEFORE UPDATE OF until ON programmes.redemption
  FOR EACH ROW EXECUTE FUNCTION programmes.refuse_change();

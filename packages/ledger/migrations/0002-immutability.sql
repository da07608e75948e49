-- What was written stays: the owner's own hand is refused too, so that a slip cannot rewrite history.
-- (An owner who drops a trigger first is caught by the audit chain.)

CREATE FUNCTION ledger.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '账本只增不改 / the ledger only grows: % on %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'LG100';
END $$;

CREATE TRIGGER rows_stay BEFORE UPDATE OR DELETE ON ledger.journal
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER rows_stay BEFORE UPDATE OR DELETE ON ledger.block
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER rows_stay BEFORE UPDATE OR DELETE ON ledger.checkpoint
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER rows_stay BEFORE DELETE ON ledger.programme
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER rows_stay BEFORE DELETE ON ledger.account
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER rows_stay BEFORE DELETE ON ledger.hold
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER rows_stay BEFORE DELETE ON ledger.reversed
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER rows_stay BEFORE DELETE ON ledger.person_key
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER table_stays BEFORE TRUNCATE ON ledger.journal
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER table_stays BEFORE TRUNCATE ON ledger.block
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER table_stays BEFORE TRUNCATE ON ledger.checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER table_stays BEFORE TRUNCATE ON ledger.programme
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER table_stays BEFORE TRUNCATE ON ledger.account
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER table_stays BEFORE TRUNCATE ON ledger.hold
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER table_stays BEFORE TRUNCATE ON ledger.reversed
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER table_stays BEFORE TRUNCATE ON ledger.person_key
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

-- What defines a thing never changes; what it holds does. AFTER, not BEFORE, on what every batch updates: a table
-- with any BEFORE trigger locks and logs each row once more before it is updated, whatever columns are listed.
CREATE TRIGGER definition_stays AFTER UPDATE OF id, office, code ON ledger.programme
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER definition_stays AFTER UPDATE OF
    id, programme_id, code, currency, period, owner, opening_floor_fen, opening_ceiling_fen, opened_height
  ON ledger.account FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER definition_stays BEFORE UPDATE OF
    key, office, programme_id, debit_account, credit_account, amount_fen, expires_at
  ON ledger.hold FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER definition_stays BEFORE UPDATE OF key, office, amount_fen ON ledger.reversed
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER definition_stays BEFORE UPDATE OF person, office ON ledger.person_key
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();

-- Some states are final: an ended hold, a closed account, a destroyed key.
CREATE TRIGGER end_is_final BEFORE UPDATE ON ledger.hold
  FOR EACH ROW WHEN (OLD.state <> 'open') EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER end_is_final AFTER UPDATE ON ledger.account
  FOR EACH ROW WHEN (OLD.state = 'closed') EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER end_is_final BEFORE UPDATE ON ledger.person_key
  FOR EACH ROW WHEN (OLD.key IS NULL OR NEW.key IS NOT NULL) EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER reversals_only_add BEFORE UPDATE ON ledger.reversed
  FOR EACH ROW WHEN (NEW.reversed_fen <= OLD.reversed_fen) EXECUTE FUNCTION ledger.refuse_change();

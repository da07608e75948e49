-- History stays: also the owner's hand is refused, unless it removes a demonstration (whose offices are named `demo-…`).

CREATE FUNCTION programmes.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' AND to_jsonb(OLD)->>'office' LIKE 'demo-%' THEN RETURN OLD; END IF;
  RAISE EXCEPTION '历史只增不改 / history only grows: % on %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'PG100';
END $$;

CREATE TRIGGER rows_stay BEFORE UPDATE OR DELETE ON programmes.event
  FOR EACH ROW EXECUTE FUNCTION programmes.refuse_change();
CREATE TRIGGER rows_stay BEFORE UPDATE OR DELETE ON programmes.document
  FOR EACH ROW EXECUTE FUNCTION programmes.refuse_change();
CREATE TRIGGER rows_stay BEFORE UPDATE OR DELETE ON programmes.mark
  FOR EACH ROW EXECUTE FUNCTION programmes.refuse_change();
CREATE TRIGGER rows_stay BEFORE DELETE ON programmes.subject
  FOR EACH ROW EXECUTE FUNCTION programmes.refuse_change();
CREATE TRIGGER rows_stay BEFORE DELETE ON programmes.redemption
  FOR EACH ROW EXECUTE FUNCTION programmes.refuse_change();

CREATE TRIGGER definition_stays BEFORE UPDATE OF id, office, kind, parent, programme, created_at
  ON programmes.subject FOR EACH ROW EXECUTE FUNCTION programmes.refuse_change();
CREATE TRIGGER definition_stays BEFORE UPDATE OF
    key, office, programme, voucher, applicant, provider, order_number, kind, amount_fen, assessment, fingerprint, at
  ON programmes.redemption FOR EACH ROW EXECUTE FUNCTION programmes.refuse_change();

GRANT USAGE ON SCHEMA programmes TO suanquan_app;
GRANT SELECT, INSERT ON programmes.event, programmes.document, programmes.mark TO suanquan_app;
GRANT SELECT, INSERT ON programmes.subject, programmes.intent, programmes.outbox, programmes.redemption TO suanquan_app;
GRANT UPDATE (organisation, state, revision, head, body, updated_at) ON programmes.subject TO suanquan_app;
GRANT UPDATE (done, answer) ON programmes.intent TO suanquan_app;
GRANT UPDATE (sent_at) ON programmes.outbox TO suanquan_app;
GRANT UPDATE (claim) ON programmes.redemption TO suanquan_app;

-- The application's role reads what it must show and writes nothing, except through these functions.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
GRANT USAGE ON SCHEMA ledger TO suanquan_app;
GRANT SELECT ON ledger.programme, ledger.account, ledger.block, ledger.journal, ledger.hold, ledger.reversed,
  ledger.checkpoint TO suanquan_app;
GRANT EXECUTE ON FUNCTION ledger.apply TO suanquan_app;
GRANT EXECUTE ON FUNCTION ledger.open_programme TO suanquan_app;
GRANT EXECUTE ON FUNCTION ledger.expire_due TO suanquan_app;
GRANT EXECUTE ON FUNCTION ledger.clock TO suanquan_app;
GRANT EXECUTE ON FUNCTION ledger.add_checkpoint TO suanquan_app;
GRANT EXECUTE ON FUNCTION ledger.person_key_of TO suanquan_app;
GRANT EXECUTE ON FUNCTION ledger.destroy_person_key TO suanquan_app;

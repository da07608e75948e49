-- How far in each programme's journal the uses of vouchers and the sales have been told to webhooks. What stands there
-- already was told to nobody and is not told now.
CREATE TABLE api.told (
  programme integer PRIMARY KEY,
  height bigint NOT NULL CHECK (height >= 0)
);
INSERT INTO api.told SELECT id, height FROM ledger.programme;
GRANT SELECT, INSERT ON api.told TO suanquan_app;
GRANT UPDATE (height) ON api.told TO suanquan_app;

-- Vouchers made through the GovStack calls. Their money is in the ledger; here is what the calls name them by.
CREATE TABLE api.govstack_voucher (
  serial text COLLATE "C" PRIMARY KEY CHECK (serial ~ '^[0-9]{16,25}$'),
  -- The secret number, only as a hash.
  number bytea NOT NULL UNIQUE CHECK (length(number) = 32),
  office text COLLATE "C" NOT NULL REFERENCES identity.office,
  block text COLLATE "C" NOT NULL,
  voucher_group text NOT NULL,
  programme uuid NOT NULL,
  pool text COLLATE "C" NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  state text COLLATE "C" NOT NULL CHECK (state IN ('preactivated', 'activated', 'used', 'cancelled')),
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT ON api.govstack_voucher TO suanquan_app;
GRANT UPDATE (state) ON api.govstack_voucher TO suanquan_app;

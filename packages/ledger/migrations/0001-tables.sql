-- The ledger's tables. Money is bigint fen. A credit raises a balance, a debit lowers it:
-- balance = credits − debits. Every instruction and its answer is one row of the journal; the running
-- totals of an account stand in the account's own row, where CHECKs hold its limits.

CREATE SCHEMA ledger;

-- A programme of an office: the unit that is locked, chained and, one day, sharded.
-- Its head is the last block of its audit chain; locking this row is what puts batches in order.
CREATE TABLE ledger.programme (
  -- Drawn by the application. Numbers rather than UUIDs: the journal and its indexes carry them in every row.
  id integer PRIMARY KEY CHECK (id > 0),
  -- The form of codes is checked once, by the function that opens: a pattern here would be tried at every block.
  office text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  height bigint NOT NULL CHECK (height >= 0),
  -- Accounts opened so far; the next one gets the number after it.
  accounts bigint NOT NULL CHECK (accounts BETWEEN 0 AND 4294967294),
  head bytea NOT NULL CHECK (length(head) = 32),
  last_at timestamptz NOT NULL CHECK (isfinite(last_at)),
  -- No hold of this programme runs out before this moment; null when none has a time limit.
  due_at timestamptz CHECK (isfinite(due_at)),
  UNIQUE (code, office)
) WITH (fillfactor = 50);

-- A pool, funder, cap, voucher, provider, forfeit: anything that money moves between.
-- Half of each page is left free, so that a new total is written beside the old one (a HOT update).
CREATE TABLE ledger.account (
  -- The programme's number, then the account's within it: programme_id × 2^32 + 1, 2, 3, …
  id bigint PRIMARY KEY,
  -- The four totals that the ledger keeps: posted ones only grow, pending ones come and go. 4 × 10^18 leaves room
  -- in a bigint for the sum of two totals, so that no sum below can overflow; limits lie within ±4 × 10^18 likewise.
  -- What is checked here is checked at every new total; what never changes is checked when it is opened.
  -- They stand in front, with all that is of one width: such columns are found in a row without counting through it.
  debits_posted bigint NOT NULL DEFAULT 0,
  credits_posted bigint NOT NULL DEFAULT 0,
  debits_pending bigint NOT NULL DEFAULT 0,
  credits_pending bigint NOT NULL DEFAULT 0,
  -- The block of the programme that opened it.
  opened_height bigint NOT NULL,
  programme_id integer NOT NULL REFERENCES ledger.programme,
  state text COLLATE "C" NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'frozen', 'closed')),
  currency text COLLATE "C" NOT NULL,
  -- Limits as they stand; null: none.
  floor_fen bigint,
  ceiling_fen bigint,
  code text COLLATE "C" NOT NULL,
  period text COLLATE "C",
  -- A commitment to the owner, made with a key that can be destroyed; never a name or a number.
  owner bytea,
  opening_floor_fen bigint,
  opening_ceiling_fen bigint,
  UNIQUE (code, programme_id),
  CONSTRAINT totals_in_range CHECK (
    debits_posted >= 0 AND debits_pending >= 0 AND credits_posted >= 0 AND credits_pending >= 0
    AND debits_posted <= 4000000000000000000 - debits_pending
    AND credits_posted <= 4000000000000000000 - credits_pending),
  -- Limits hold whatever becomes of what is pending: each pending debit may still be posted,
  -- each pending credit may still be voided, and the other way round.
  CONSTRAINT never_below_floor CHECK (credits_posted - debits_posted - debits_pending >= floor_fen),
  CONSTRAINT never_above_ceiling CHECK (credits_posted + credits_pending - debits_posted <= ceiling_fen)
) WITH (fillfactor = 50);

-- One block per batch and programme: the hash before it and the digest of what the batch wrote.
CREATE TABLE ledger.block (
  programme_id integer NOT NULL REFERENCES ledger.programme,
  height bigint NOT NULL CHECK (height > 0),
  previous bytea NOT NULL CHECK (length(previous) = 32),
  digest bytea NOT NULL CHECK (length(digest) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  -- How many accounts it opened and how many journal rows it holds.
  openings integer NOT NULL CHECK (openings >= 0),
  entries integer NOT NULL CHECK (entries >= 0),
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, height)
);
CREATE INDEX block_by_time ON ledger.block (programme_id, recorded_at);

-- The journal: every instruction with its answer, in order. Rows are only ever added.
CREATE TABLE ledger.journal (
  height bigint NOT NULL,
  -- Null where nothing moves: a change of limit or state, or a refusal of an amount out of range.
  amount_fen bigint CHECK (amount_fen BETWEEN 1 AND 1000000000000000),
  -- Both accounts right after this row: posted balance, and what is pending out of it and into it.
  debit_posted_after bigint,
  debit_out_after bigint,
  debit_in_after bigint,
  credit_posted_after bigint,
  credit_out_after bigint,
  credit_in_after bigint,
  event_at timestamptz CHECK (isfinite(event_at)),
  expires_at timestamptz CHECK (isfinite(expires_at)),
  floor_fen bigint,
  ceiling_fen bigint,
  left_fen bigint,
  debit_account bigint REFERENCES ledger.account,
  credit_account bigint REFERENCES ledger.account,
  programme_id integer NOT NULL,
  position integer NOT NULL CHECK (position > 0),
  office text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL CHECK (length(key) BETWEEN 1 AND 160),
  fingerprint bytea NOT NULL CHECK (length(fingerprint) = 32),
  kind text COLLATE "C" NOT NULL,
  outcome text COLLATE "C" NOT NULL,
  -- One word: the digest of a block sets details side by side, and writes - where there is none.
  detail text COLLATE "C" CHECK (length(detail) <= 300 AND detail ~ '^[^[:space:]]+$' AND detail <> '-'),
  target text COLLATE "C" CHECK (length(target) <= 160),
  link text COLLATE "C" CHECK (length(link) <= 200),
  state text COLLATE "C",
  reference text COLLATE "C" CHECK (length(reference) <= 128),
  reason text COLLATE "C" CHECK (length(reason) <= 128),
  actor text COLLATE "C" CHECK (length(actor) <= 128),
  PRIMARY KEY (programme_id, height, position),
  -- The selective column first: the planner then cannot be tempted to read a whole office.
  UNIQUE (key, office),
  CONSTRAINT kind_is_known CHECK (
    kind IN ('transfer', 'hold', 'capture', 'release', 'expire', 'reverse', 'limit', 'state')),
  CONSTRAINT outcome_is_kept CHECK (
    outcome IN ('done', 'over-limit', 'closed', 'frozen', 'unknown-account', 'unknown-target',
      'other-currency', 'other-programme', 'expired', 'already-captured', 'already-released',
      'above-held', 'above-rest', 'not-a-hold', 'not-reversible', 'still-pending', 'too-late', 'linked')),
  CONSTRAINT two_different_accounts CHECK (debit_account <> credit_account),
  CONSTRAINT movement_is_whole CHECK (
    outcome <> 'done' OR kind IN ('limit', 'state')
    OR (debit_account IS NOT NULL AND credit_account IS NOT NULL AND amount_fen IS NOT NULL
        AND debit_posted_after IS NOT NULL AND debit_out_after >= 0 AND debit_in_after >= 0
        AND credit_posted_after IS NOT NULL AND credit_out_after >= 0 AND credit_in_after >= 0))
);
CREATE INDEX journal_debit ON ledger.journal (debit_account, height, position) WHERE outcome = 'done';
CREATE INDEX journal_credit ON ledger.journal (credit_account, height, position) WHERE outcome = 'done';
CREATE INDEX journal_target ON ledger.journal (target, office) WHERE target IS NOT NULL;
-- A hold ends once: captured, released or expired.
CREATE UNIQUE INDEX journal_hold_ends_once ON ledger.journal (target, office)
  WHERE outcome = 'done' AND kind IN ('capture', 'release', 'expire');

-- Where each hold stands.
CREATE TABLE ledger.hold (
  key text COLLATE "C" NOT NULL,
  office text COLLATE "C" NOT NULL,
  programme_id integer NOT NULL REFERENCES ledger.programme,
  debit_account bigint NOT NULL REFERENCES ledger.account,
  credit_account bigint NOT NULL REFERENCES ledger.account,
  amount_fen bigint NOT NULL,
  expires_at timestamptz,
  state text COLLATE "C" NOT NULL CHECK (state IN ('open', 'captured', 'released', 'expired')),
  captured_fen bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (key, office),
  FOREIGN KEY (key, office) REFERENCES ledger.journal (key, office),
  CONSTRAINT captured_at_most_what_is_held CHECK (captured_fen BETWEEN 0 AND amount_fen),
  CONSTRAINT captured_says_how_much CHECK ((state = 'captured') = (captured_fen > 0))
) WITH (fillfactor = 80);
CREATE INDEX hold_due ON ledger.hold (programme_id, expires_at) WHERE state = 'open';
CREATE INDEX hold_debit ON ledger.hold (debit_account) WHERE state = 'open';
CREATE INDEX hold_credit ON ledger.hold (credit_account) WHERE state = 'open';

-- How much of a transfer or capture has been reversed; a row from the first reversal on.
CREATE TABLE ledger.reversed (
  key text COLLATE "C" NOT NULL,
  office text COLLATE "C" NOT NULL,
  amount_fen bigint NOT NULL,
  reversed_fen bigint NOT NULL,
  PRIMARY KEY (key, office),
  FOREIGN KEY (key, office) REFERENCES ledger.journal (key, office),
  CONSTRAINT reversed_at_most_the_whole CHECK (reversed_fen BETWEEN 1 AND amount_fen)
) WITH (fillfactor = 80);

-- Signed statements of where every chain of an office stood.
CREATE TABLE ledger.checkpoint (
  office text COLLATE "C" NOT NULL,
  number bigint NOT NULL CHECK (number > 0),
  body text NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  signature bytea CHECK (length(signature) = 64),
  signer bytea CHECK (length(signer) = 32),
  PRIMARY KEY (office, number)
);

-- One key per person for the commitments above. Destroying it leaves the commitments meaning nothing.
-- `person` is the office's own opaque number for somebody.
CREATE TABLE ledger.person_key (
  person text COLLATE "C" NOT NULL CHECK (length(person) BETWEEN 1 AND 128),
  office text COLLATE "C" NOT NULL,
  key bytea CHECK (length(key) = 32),
  destroyed_at timestamptz,
  PRIMARY KEY (person, office),
  CONSTRAINT destroyed_means_gone CHECK ((key IS NULL) = (destroyed_at IS NOT NULL))
);

-- What the offices run: every programme, round, application, voucher, claim … is a subject with a state, and every
-- step it takes is an event that stays. Money is not here: it is in the ledger.

CREATE SCHEMA programmes;

CREATE TABLE programmes.subject (
  id uuid PRIMARY KEY,
  office text COLLATE "C" NOT NULL CHECK (length(office) BETWEEN 1 AND 64),
  kind text COLLATE "C" NOT NULL CHECK (length(kind) BETWEEN 1 AND 32),
  -- Whose it is: the firm or provider that may see it; null where it is the office's own.
  organisation text COLLATE "C" CHECK (length(organisation) BETWEEN 1 AND 64),
  -- The subject it belongs to: a round's programme, an application's round, a voucher's application.
  parent uuid REFERENCES programmes.subject,
  -- The programme that it is run under; null above and beside programmes.
  programme uuid REFERENCES programmes.subject,
  state text COLLATE "C" NOT NULL CHECK (length(state) BETWEEN 1 AND 32),
  -- Grows by one with each event; the event's sequence.
  revision integer NOT NULL CHECK (revision >= 1),
  -- The hash of the last event.
  head bytea NOT NULL CHECK (length(head) = 32),
  body jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX subject_by_kind ON programmes.subject (office, kind, id);
CREATE INDEX subject_by_organisation ON programmes.subject (office, organisation, kind, id);
CREATE INDEX subject_by_parent ON programmes.subject (parent, kind, id);
CREATE INDEX subject_by_programme ON programmes.subject (programme, kind, state, id);

CREATE TABLE programmes.event (
  subject uuid NOT NULL REFERENCES programmes.subject,
  sequence integer NOT NULL CHECK (sequence >= 1),
  office text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  event text COLLATE "C" NOT NULL,
  from_state text COLLATE "C",
  to_state text COLLATE "C" NOT NULL,
  actor text COLLATE "C" NOT NULL,
  reason text COLLATE "C",
  note text,
  -- What was decided, on which rules (hashes of programme text, rulings and assessment), with which evidence.
  detail jsonb NOT NULL,
  previous bytea NOT NULL CHECK (length(previous) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (subject, sequence)
);
CREATE INDEX event_by_time ON programmes.event (office, at, subject, sequence);

-- Texts kept by their SHA-256: programme files, facts, assessments, frozen lists. Written once.
CREATE TABLE programmes.document (
  hash text COLLATE "C" PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
  kind text COLLATE "C" NOT NULL,
  text text NOT NULL
);

-- What must not be used twice unnoticed: files, invoices, contracts. One row for each use.
CREATE TABLE programmes.mark (
  value text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  office text COLLATE "C" NOT NULL,
  subject uuid NOT NULL REFERENCES programmes.subject,
  PRIMARY KEY (value, kind, office, subject)
);

-- A command that moves money and has begun. While it is open nothing else touches its subject; after a crash it is
-- taken up again, and the ledger's keys make sure that nothing is booked twice.
CREATE TABLE programmes.intent (
  key text COLLATE "C" NOT NULL,
  office text COLLATE "C" NOT NULL,
  subject uuid NOT NULL,
  command text COLLATE "C" NOT NULL,
  fingerprint text COLLATE "C" NOT NULL,
  input jsonb NOT NULL,
  actor jsonb NOT NULL,
  at timestamptz NOT NULL,
  done boolean NOT NULL DEFAULT false,
  answer jsonb,
  PRIMARY KEY (key, office)
);
CREATE UNIQUE INDEX intent_one_at_a_time ON programmes.intent (subject) WHERE NOT done;

-- What others are told, written together with the step that it tells of.
CREATE TABLE programmes.outbox (
  id uuid PRIMARY KEY,
  office text COLLATE "C" NOT NULL,
  topic text COLLATE "C" NOT NULL,
  subject uuid NOT NULL,
  organisation text COLLATE "C",
  body jsonb NOT NULL,
  at timestamptz NOT NULL,
  sent_at timestamptz
);
CREATE INDEX outbox_waiting ON programmes.outbox (at, id) WHERE sent_at IS NULL;

-- Uses of vouchers and sales at a discount. The money of each is one ledger instruction with the same key.
CREATE TABLE programmes.redemption (
  key text COLLATE "C" NOT NULL,
  office text COLLATE "C" NOT NULL,
  programme uuid NOT NULL REFERENCES programmes.subject,
  voucher uuid,
  applicant text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  order_number text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('hold', 'redemption', 'sale')),
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  assessment text COLLATE "C" NOT NULL,
  fingerprint text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  claim uuid,
  PRIMARY KEY (key, office)
);
CREATE INDEX redemption_by_provider ON programmes.redemption (office, provider, at, key);
CREATE INDEX redemption_by_voucher ON programmes.redemption (voucher, at) WHERE voucher IS NOT NULL;
CREATE INDEX redemption_by_claim ON programmes.redemption (claim) WHERE claim IS NOT NULL;

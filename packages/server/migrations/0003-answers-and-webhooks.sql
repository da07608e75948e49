-- What was answered under an idempotency key, and what is told to the outside.

CREATE SCHEMA api;

-- Answers to requests that carry a key. (Redemptions and sales keep theirs with the money.)
CREATE TABLE api.answer (
  key text COLLATE "C" NOT NULL,
  office text COLLATE "C" NOT NULL,
  organisation text COLLATE "C" NOT NULL,
  endpoint text COLLATE "C" NOT NULL,
  fingerprint bytea NOT NULL CHECK (length(fingerprint) = 32),
  begun_at timestamptz NOT NULL DEFAULT now(),
  -- The process that is at it: the name of its database sessions.
  process text COLLATE "C" NOT NULL,
  status integer,
  body jsonb,
  PRIMARY KEY (key, office, organisation)
);
CREATE INDEX answer_by_age ON api.answer (begun_at);

CREATE TABLE api.webhook (
  id uuid PRIMARY KEY,
  office text COLLATE "C" NOT NULL,
  organisation text COLLATE "C" NOT NULL,
  -- Told of everything in the office, or only of its own organisation's things.
  whole_office boolean NOT NULL,
  url text NOT NULL,
  topics text[] NOT NULL,
  -- AES-256-GCM under the server's key: nonce, ciphertext, tag.
  secret bytea NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('active', 'stopped')),
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (office, organisation) REFERENCES identity.organisation
);
CREATE INDEX webhook_by_office ON api.webhook (office, id);

CREATE TABLE api.delivery (
  id uuid PRIMARY KEY,
  webhook uuid NOT NULL REFERENCES api.webhook,
  -- The outbox line; a replay has the same message number, so that a receiver knows it.
  message uuid NOT NULL,
  topic text COLLATE "C" NOT NULL,
  body text NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX delivery_due ON api.delivery (next_at) WHERE state = 'waiting';
CREATE INDEX delivery_by_webhook ON api.delivery (webhook, id);

CREATE TABLE api.attempt (
  delivery uuid NOT NULL REFERENCES api.delivery,
  number integer NOT NULL,
  at timestamptz NOT NULL,
  -- Null: no answer came.
  status integer,
  failure text,
  took_ms integer NOT NULL,
  PRIMARY KEY (delivery, number)
);

GRANT USAGE ON SCHEMA api TO suanquan_app;
GRANT SELECT, INSERT, DELETE ON api.answer TO suanquan_app;
GRANT UPDATE (status, body, process) ON api.answer TO suanquan_app;
GRANT SELECT, INSERT ON api.webhook, api.delivery, api.attempt TO suanquan_app;
GRANT UPDATE (url, topics, secret, state, revision) ON api.webhook TO suanquan_app;
GRANT UPDATE (state, attempts, next_at) ON api.delivery TO suanquan_app;

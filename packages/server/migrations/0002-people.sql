-- Offices, organisations, members with their roles, keys of programs, and what was changed about them.

CREATE TABLE identity.office (
  code text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  -- Its money is play money, and all of it may be thrown away.
  sandbox boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (NOT sandbox OR code LIKE 'demo-%')
);

CREATE TABLE identity.organisation (
  office text COLLATE "C" NOT NULL REFERENCES identity.office,
  code text COLLATE "C" NOT NULL CHECK (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('firm', 'provider', 'office', 'finance', 'audit', 'platform')),
  name text NOT NULL,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (office, code)
);

CREATE TABLE identity.member (
  id uuid PRIMARY KEY,
  office text COLLATE "C" NOT NULL,
  organisation text COLLATE "C" NOT NULL,
  person text NOT NULL REFERENCES identity."user" ("id"),
  roles text[] NOT NULL CHECK (cardinality(roles) > 0),
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  FOREIGN KEY (office, organisation) REFERENCES identity.organisation
);
CREATE UNIQUE INDEX member_once ON identity.member (office, organisation, person) WHERE ended_at IS NULL;
CREATE INDEX member_by_person ON identity.member (person) WHERE ended_at IS NULL;

-- A key is shown once; only its prefix and the SHA-256 of the whole are kept. The keys carry 256 random bits, so a
-- slow hash would protect nothing more.
CREATE TABLE identity.api_key (
  id uuid PRIMARY KEY,
  office text COLLATE "C" NOT NULL,
  organisation text COLLATE "C" NOT NULL,
  name text NOT NULL,
  prefix text COLLATE "C" NOT NULL UNIQUE,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  roles text[] NOT NULL CHECK (cardinality(roles) > 0),
  made_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  FOREIGN KEY (office, organisation) REFERENCES identity.organisation
);
CREATE INDEX api_key_by_office ON identity.api_key (office, id);

-- Failed sign-ins per account name or address, each only as a hash.
CREATE TABLE identity.failed_sign_in (
  subject bytea PRIMARY KEY CHECK (length(subject) = 32),
  failures integer NOT NULL,
  first_at timestamptz NOT NULL,
  locked_until timestamptz
);

CREATE TABLE identity.event (
  id uuid PRIMARY KEY,
  office text COLLATE "C" NOT NULL REFERENCES identity.office,
  at timestamptz NOT NULL DEFAULT now(),
  actor text COLLATE "C" NOT NULL,
  event text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  detail jsonb NOT NULL
);
CREATE INDEX event_by_office ON identity.event (office, id);

GRANT SELECT, INSERT ON identity.office, identity.organisation, identity.member, identity.api_key, identity.event
  TO suanquan_app;
GRANT UPDATE (name, revision) ON identity.organisation TO suanquan_app;
GRANT UPDATE (roles, revision, ended_at) ON identity.member TO suanquan_app;
GRANT UPDATE (revoked_at) ON identity.api_key TO suanquan_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON identity.failed_sign_in TO suanquan_app;

-- People, what they may do, and how they get in. Secrets are kept as hashes: of passwords Argon2id, of what is random SHA-256.
CREATE TABLE person (
    id            text        PRIMARY KEY,
    name          text        NOT NULL,
    display_name  text        NOT NULL DEFAULT '',
    issuer        text,
    subject       text,
    password_hash text,
    created_at    timestamptz NOT NULL,
    signed_in_at  timestamptz,
    ended_at      timestamptz,
    UNIQUE (issuer, subject)
);
-- A name is given once for ever: the ledger knows people by it.
CREATE UNIQUE INDEX person_name ON person (lower(name));

-- `given` by an administrator, or said by the `provider` at the last sign-in.
CREATE TABLE person_role (
    person  text NOT NULL REFERENCES person (id),
    service text NOT NULL,
    role    text NOT NULL,
    source  text NOT NULL CHECK (source IN ('given', 'provider')),
    PRIMARY KEY (person, service, role, source)
);

CREATE TABLE invitation (
    token_hash bytea       PRIMARY KEY,
    person     text        NOT NULL REFERENCES person (id),
    expires_at timestamptz NOT NULL
);

CREATE TABLE api_token (
    id         text        PRIMARY KEY,
    token_hash bytea       NOT NULL UNIQUE,
    name       text        NOT NULL,
    -- Whose it is; null for a machine's own.
    person     text        REFERENCES person (id),
    roles      text[]      NOT NULL,
    created_by text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz,
    used_at    timestamptz
);

-- Sign-ins that failed in the last minutes, by what is limited.
CREATE TABLE sign_in_failure (
    subject text        NOT NULL,
    at      timestamptz NOT NULL
);
CREATE INDEX sign_in_failure_subject ON sign_in_failure (subject, at);

-- Sign-ins that are under way at the provider.
CREATE TABLE oidc_request (
    state_hash   bytea       PRIMARY KEY,
    browser_hash bytea       NOT NULL,
    nonce        text        NOT NULL,
    verifier     text        NOT NULL,
    target       text        NOT NULL,
    expires_at   timestamptz NOT NULL
);

ALTER TABLE console_session ADD COLUMN id text NOT NULL DEFAULT 's-' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 16);
ALTER TABLE console_session ADD COLUMN person_id text REFERENCES person (id);
ALTER TABLE console_session ADD COLUMN seen_at timestamptz;
CREATE INDEX console_session_person ON console_session (person_id);

ALTER TABLE sdk_key ADD COLUMN id text NOT NULL DEFAULT 'k-' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 16);
ALTER TABLE sdk_key ADD COLUMN name text NOT NULL DEFAULT '';
ALTER TABLE sdk_key ADD COLUMN created_by text NOT NULL DEFAULT '';
ALTER TABLE sdk_key ADD COLUMN expires_at timestamptz;
ALTER TABLE sdk_key ADD COLUMN ended_at timestamptz;
ALTER TABLE sdk_key ADD COLUMN used_at timestamptz;
CREATE UNIQUE INDEX sdk_key_id ON sdk_key (id);

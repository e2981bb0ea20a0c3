-- Keys of services, kept as SHA-256 of the key, and sessions of the console.
CREATE TABLE sdk_key (
    key_hash    bytea       PRIMARY KEY,
    environment text        NOT NULL,
    created_at  timestamptz NOT NULL
);
CREATE INDEX sdk_key_environment ON sdk_key (environment);

CREATE TABLE console_session (
    token_hash bytea       PRIMARY KEY,
    person     text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);

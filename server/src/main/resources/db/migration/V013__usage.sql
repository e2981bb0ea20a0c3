-- Which variants were served, to the hour; the empty variant is the caller's default.
CREATE TABLE flag_use (
    environment text        NOT NULL,
    flag_key    text        NOT NULL,
    variant     text        NOT NULL,
    first_at    timestamptz NOT NULL,
    last_at     timestamptz NOT NULL,
    PRIMARY KEY (environment, flag_key, variant)
);

-- When somebody last fetched the flags to evaluate them where we cannot see it, by way of fetching; to the hour.
CREATE TABLE unseen_reader (
    environment text        NOT NULL,
    way         text        NOT NULL,
    last_at     timestamptz NOT NULL,
    PRIMARY KEY (environment, way)
);

-- When each flag first stood in its environment's definition, and the revision up to which that is known.
CREATE TABLE flag_birth (
    environment text        NOT NULL,
    flag_key    text        NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (environment, flag_key)
);
CREATE TABLE flag_birth_progress (
    environment text   PRIMARY KEY,
    revision    bigint NOT NULL
);

-- The newest scan of each repository for the keys of flags. A flag that the scan looked for in vain has no places.
CREATE TABLE code_scan (
    repository text        PRIMARY KEY,
    scanned_at timestamptz NOT NULL,
    files      bigint      NOT NULL,
    bytes      bigint      NOT NULL
);
CREATE TABLE code_scan_flag (
    repository text    NOT NULL REFERENCES code_scan (repository) ON DELETE CASCADE,
    flag_key   text    NOT NULL,
    places     integer NOT NULL,
    examples   text[]  NOT NULL,
    PRIMARY KEY (repository, flag_key)
);
CREATE INDEX code_scan_flag_key ON code_scan_flag (flag_key);

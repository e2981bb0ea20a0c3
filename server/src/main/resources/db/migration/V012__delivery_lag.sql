-- When each revision was committed, so that a process that has not got it yet can be said to lag since then.
CREATE TABLE environment_revision (
    environment  text        NOT NULL REFERENCES environment (name),
    revision     bigint      NOT NULL,
    committed_at timestamptz NOT NULL,
    PRIMARY KEY (environment, revision)
);

ALTER TABLE sdk_instance ADD COLUMN first_seen timestamptz NOT NULL DEFAULT now();

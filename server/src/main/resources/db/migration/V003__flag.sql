-- One row per environment. Its lock is what serialises every change of the environment's flags and splits.
CREATE TABLE environment (
    name     text   PRIMARY KEY,
    revision bigint NOT NULL
);

-- The author's definitions, word for word. The newest one is in force; splits raise the revision without a new definition.
CREATE TABLE flag_set (
    environment text        NOT NULL REFERENCES environment (name),
    revision    bigint      NOT NULL,
    definition  text        NOT NULL,
    changed_at  timestamptz NOT NULL,
    changed_by  text        NOT NULL,
    PRIMARY KEY (environment, revision)
);

-- Running rollouts' splits; revision is the one that set the exposure, or that changed the flag under it.
CREATE TABLE flag_split (
    environment   text    NOT NULL REFERENCES environment (name),
    flag_key      text    NOT NULL,
    rollout       text    NOT NULL,
    control       text    NOT NULL,
    candidate     text    NOT NULL,
    exposure      integer NOT NULL CHECK (exposure BETWEEN 0 AND 10000),
    seed          text    NOT NULL,
    revision      bigint  NOT NULL,
    warmup_millis bigint  NOT NULL,
    PRIMARY KEY (environment, flag_key)
);

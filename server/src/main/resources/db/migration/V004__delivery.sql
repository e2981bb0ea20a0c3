-- Processes of services, and when each told us that a revision is active in it. Kept for a day.
CREATE TABLE sdk_instance (
    environment text        NOT NULL,
    instance    text        NOT NULL,
    last_seen   timestamptz NOT NULL,
    PRIMARY KEY (environment, instance)
);

CREATE TABLE sdk_ack (
    environment text        NOT NULL,
    instance    text        NOT NULL,
    revision    bigint      NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (environment, instance, revision)
);

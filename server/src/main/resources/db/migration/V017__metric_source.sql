-- Sources of counters that running rollouts ask: until when each has answered, and since when and why it does not.
create table metric_source (
    rollout        text        not null references rollout (id),
    metric         text        not null,
    known_until    timestamptz,
    failing_since  timestamptz,
    problem        text,
    primary key (rollout, metric)
);

-- A candidate on its way. `state` is the guard's whole evidence after tick `ticks`, and `seed_latency` what it began with;
-- both are null while the latency reference is being gathered. `trouble` says why the guard cannot judge, if it cannot.
create table rollout (
    id                text        primary key,
    environment       text        not null,
    flag              text        not null,
    control           text        not null,
    candidate         text        not null,
    plan              jsonb       not null,
    reason            text        not null,
    status            text        not null
        check (status in ('SEEDING', 'RUNNING', 'COMPLETED', 'ROLLED_BACK', 'ABORTED')),
    started_at        timestamptz not null,
    ended_at          timestamptz,
    step              integer     not null,
    step_started_at   timestamptz not null,
    exposure          integer     not null check (exposure between 0 and 10000),
    revision          bigint      not null,
    last_batch_at     timestamptz,
    seed_samples      bigint      not null,
    seed_latency      text,
    state             bytea,
    ticks             bigint      not null,
    decisions         bigint      not null,
    hold              text        check (hold in ('BLIND', 'DWELL', 'PROOF')),
    overflow          bigint      not null,
    control_total     jsonb       not null,
    candidate_total   jsonb       not null,
    standing          jsonb,
    trouble           text,
    changes           bigint      not null,
    check ((status in ('SEEDING', 'RUNNING')) = (ended_at is null))
);
create unique index rollout_one_running on rollout (environment, flag) where status in ('SEEDING', 'RUNNING');

-- Which revision set which exposure.
create table rollout_exposure (
    rollout           text        not null references rollout (id),
    revision          bigint      not null,
    step              integer     not null,
    exposure          integer     not null,
    primary key (rollout, revision)
);

-- Evidence as it was judged: what arrived about one exposure since the last look. `state_digest` is SHA-256 of the guard's
-- state after it; `progress` is what the clock knew when the guard decided after it.
create table rollout_tick (
    rollout           text        not null references rollout (id),
    number            bigint      not null,
    at                timestamptz not null,
    revision          bigint      not null,
    step              integer     not null,
    exposure          integer     not null,
    late              boolean     not null,
    failed_from       timestamptz,
    control           jsonb       not null,
    candidate         jsonb       not null,
    progress          jsonb,
    evidence          jsonb,
    state_digest      text,
    primary key (rollout, number)
);

create table rollout_decision (
    rollout              text        not null references rollout (id),
    number               bigint      not null,
    at                   timestamptz not null,
    kind                 text        not null
        check (kind in ('START', 'ADVANCE', 'HOLD', 'ROLL_BACK', 'COMPLETE', 'ABORT')),
    from_step            integer     not null,
    to_step              integer     not null,
    exposure             integer     not null,
    revision             bigint      not null,
    reason               text        not null,
    tick                 bigint      not null,
    progress             jsonb,
    evidence_at          timestamptz,
    active_everywhere_at timestamptz,
    primary key (rollout, number)
);
create index rollout_decision_unconfirmed on rollout_decision (at)
    where active_everywhere_at is null and kind <> 'HOLD';

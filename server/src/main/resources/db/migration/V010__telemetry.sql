-- What an SDK process may report evidence about: one row per exposure that a rollout ever set. The counts are those of
-- units already handed to the guard; caps are held against them.
create table evidence_window (
    rollout       text    not null,
    revision      bigint  not null,
    environment   text    not null,
    flag          text    not null,
    control       text    not null,
    candidate     text    not null,
    failed_units  bigint  not null,
    trials        bigint  not null,
    primary key (rollout, revision)
);

-- Every batch that was accepted. (environment, instance, sequence) names a batch for ever, so a repeated one is known.
create table outcome_batch (
    environment   text        not null,
    instance      text        not null,
    sequence      bigint      not null,
    received_at   timestamptz not null,
    calls         bigint      not null,
    dropped       bigint      not null,
    unattributed  bigint      not null,
    primary key (environment, instance, sequence)
);
create index outcome_batch_received on outcome_batch (received_at);
create index outcome_batch_loss on outcome_batch (environment, received_at) where dropped > 0 or unattributed > 0;

-- Units (keyed hashes) that failed in a rollout, in whatever revision or variant.
create table failed_unit (
    rollout       text   not null,
    unit          bigint not null,
    primary key (rollout, unit)
);

-- Units (keyed hashes) whose first call of a revision was counted.
create table trial_unit (
    rollout       text   not null,
    revision      bigint not null,
    unit          bigint not null,
    primary key (rollout, revision, unit)
);

-- What one batch told about one exposure of a rollout, until the guard takes it in. `control` and `candidate` hold counts
-- and latency histograms; `failed_from` is when the earliest newly failed candidate call had ended.
create table evidence (
    id            bigint generated always as identity primary key,
    rollout       text        not null,
    revision      bigint      not null,
    received_at   timestamptz not null,
    failed_from   timestamptz,
    overflow      bigint      not null,
    control       jsonb       not null,
    candidate     jsonb       not null
);
create index evidence_rollout on evidence (rollout, id);

-- Latencies of variants outside the candidate's role: first as they arrive, later added up by the hour.
create table latency_arrival (
    id            bigint generated always as identity primary key,
    environment   text        not null,
    flag          text        not null,
    variant       text        not null,
    received_at   timestamptz not null,
    calls         bigint      not null,
    latency       text        not null
);
create index latency_arrival_variant on latency_arrival (environment, flag, variant);

create table latency_hour (
    environment   text        not null,
    flag          text        not null,
    variant       text        not null,
    hour          timestamptz not null,
    calls         bigint      not null,
    latency       text        not null,
    primary key (environment, flag, variant, hour)
);

-- What is left of batches whose own rows are gone: one row for each process. A batch up to `closed_through` counts as
-- known since `closed_at`, whether its row is still there or not; rows up to `settled_through` may go.
create table outcome_total (
    environment     text        not null,
    instance        text        not null,
    batches         bigint      not null default 0,
    calls           bigint      not null default 0,
    dropped         bigint      not null default 0,
    unattributed    bigint      not null default 0,
    first_at        timestamptz,
    last_at         timestamptz,
    closed_through  bigint      not null,
    settled_through bigint      not null default -1,
    closed_at       timestamptz not null,
    primary key (environment, instance),
    check (settled_through <= closed_through),
    check ((batches = 0) = (first_at is null)),
    check ((batches = 0) = (last_at is null))
);
create index outcome_total_age on outcome_total (closed_at);

-- What batches whose own rows are gone said they had lost, by the minute in which they arrived.
create table outcome_loss (
    environment  text        not null,
    minute       timestamptz not null,
    dropped      bigint      not null,
    unattributed bigint      not null,
    primary key (environment, minute)
);
create index outcome_loss_age on outcome_loss (minute);

-- What outcome_minute held of each hour, put here in the transaction that takes the minutes away. One partition for each
-- month, made ahead by the server; what has none goes into the last one.
create table outcome_hour (
    environment text        not null,
    flag        text        not null,
    hour        timestamptz not null,
    calls       bigint      not null check (calls >= 0),
    failures    bigint      not null check (failures between 0 and calls),
    primary key (environment, flag, hour)
) partition by range (hour);
create index outcome_hour_age on outcome_hour (hour);
create table outcome_hour_other partition of outcome_hour default;

-- What rollout_tick held of each hour of a rollout that has ended, put here in the transaction that takes the ticks away.
-- Partitions as above.
create table rollout_hour (
    rollout      text        not null,
    hour         timestamptz not null,
    revision     bigint      not null,
    step         integer     not null,
    exposure     integer     not null,
    late         boolean     not null,
    ticks        bigint      not null,
    control      jsonb       not null,
    candidate    jsonb       not null,
    primary key (rollout, hour, revision, late)
) partition by range (hour);
create index rollout_hour_age on rollout_hour (hour);
create table rollout_hour_other partition of rollout_hour default;

-- Since when a rollout's ticks are being added up by the hour, or are: it cannot be judged again from then on.
alter table rollout add column rolled_up_at timestamptz;

-- Rollouts and experiments whose units nobody can name any more, but which are still there.
create table forgotten_owner (
    owner text primary key
);

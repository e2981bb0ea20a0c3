-- How a flag's change is taken back. A plan that is withdrawn leaves its row, so that versions never come again.
create table rollback_plan (
    environment text    not null references environment (name),
    flag        text    not null,
    version     integer not null,
    plan        jsonb,
    primary key (environment, flag)
);

-- Rehearsals of rollback plans. Marks are null until they are reached; `tidied` once nothing of it is expected any more.
create table rollback_drill (
    id               text        primary key,
    environment      text        not null,
    flag             text        not null,
    plan_version     integer     not null,
    expected_ms      bigint      not null,
    stage            text        not null,
    person           text        not null,
    reason           text        not null,
    ordered_at       timestamptz not null,
    revision         bigint      not null,
    active_at        timestamptz,
    first_outcome_at timestamptz,
    decided_at       timestamptz,
    back_revision    bigint,
    back_at          timestamptz,
    last_outcome_at  timestamptz,
    ended_at         timestamptz,
    fault            text,
    tidied           boolean     not null default false
);
create unique index rollback_drill_one_running on rollback_drill (environment, flag) where ended_at is null;
create index rollback_drill_of_flag on rollback_drill (environment, flag, ordered_at desc);
create index rollback_drill_untidied on rollback_drill (ended_at) where not tidied;

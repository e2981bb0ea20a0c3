-- Since which revision of the definition a flag evaluates as it does. Flags without a row have not changed since before
-- version 34 of the database.
create table flag_version (
    environment text   not null references environment (name),
    flag_key    text   not null,
    revision    bigint not null,
    primary key (environment, flag_key)
);

-- How many people have to approve a change.
alter table gate_policy add column approvals integer not null default 0 check (approvals between 0 and 10);

-- People who are for changing a flag at a version of it, for a time. Rows stay for the record.
create table gate_approval (
    id          text        primary key,
    environment text        not null references environment (name),
    flag        text        not null,
    person      text        not null,
    reason      text        not null,
    version     bigint      not null,
    since       timestamptz not null,
    ends_at     timestamptz not null,
    check (ends_at >= since)
);
create index gate_approval_of_flag on gate_approval (environment, flag, ends_at);

-- From when to when a gate stood against a change: a rollout, or, without one, an order that was refused. What is asked
-- of gates about it is kept, so that a refused order can be asked about again; asked_at is when it was ordered last.
create table gate_denial (
    number       bigint      generated always as identity primary key,
    environment  text        not null references environment (name),
    flag         text        not null,
    rollout      text,
    gate         text        not null,
    service      text,
    change_class text        not null,
    author       text        not null,
    since        timestamptz not null,
    asked_at     timestamptz not null,
    ended_at     timestamptz,
    check (ended_at >= since)
);
create unique index gate_denial_standing on gate_denial (environment, flag, coalesce(rollout, ''), gate)
    where ended_at is null;
create index gate_denial_ended on gate_denial (ended_at);

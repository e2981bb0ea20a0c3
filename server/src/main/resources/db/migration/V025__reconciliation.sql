-- Since which revision every process that has it is at the stage of a migration's flag, or at one that writes as much;
-- and at which revision it last changed who is at which stage. Flags without a row get one when they are first asked for.
create table flag_stage (
    environment text   not null references environment (name),
    flag_key    text   not null,
    since       bigint not null,
    changed     bigint not null,
    primary key (environment, flag_key)
);

-- Passes in which a service compares the two stores of a migration, range by range.
create table reconciliation (
    id          text        primary key,
    environment text        not null references environment (name),
    flag        text        not null,
    instance    text        not null,
    stage       text        not null,
    revision    bigint      not null,
    together    boolean     not null,
    started_at  timestamptz not null,
    reported_at timestamptz not null,
    finished_at timestamptz,
    ranges      bigint      not null default 0 check (ranges >= 0),
    rows        bigint      not null default 0 check (rows >= 0),
    mismatches  bigint      not null default 0 check (mismatches >= 0),
    examples    text[]      not null default '{}'
);
create index reconciliation_newest on reconciliation (environment, flag, finished_at desc, id);

alter table rollout drop constraint rollout_hold_check;
alter table rollout add constraint rollout_hold_check
    check (hold in ('BLIND', 'SPLIT', 'INCIDENT', 'BREAKER', 'STAGE', 'RECONCILIATION', 'DWELL', 'NO_RETURN', 'BREACH',
                    'PROOF', 'SETTLING', 'APPROVAL', 'LATE'));

-- Which gates an environment requires; environments without a row require all that are known.
create table gate_policy (
    environment      text   primary key references environment (name),
    required         text[],
    override_classes text[] not null
);

-- People who let changes of a flag past a gate, for a time. Rows stay for the record.
create table gate_override (
    id           text        primary key,
    environment  text        not null references environment (name),
    flag         text        not null,
    gate         text        not null,
    person       text        not null,
    reason       text        not null,
    change_class text        not null,
    since        timestamptz not null,
    ends_at      timestamptz not null,
    check (ends_at >= since)
);
create index gate_override_of_flag on gate_override (environment, flag, ends_at);

-- Lines that are stopped: of a whole environment (service '') or of one service in it.
create table stopped_line (
    environment text        not null references environment (name),
    service     text        not null,
    person      text        not null,
    reason      text        not null,
    since       timestamptz not null,
    primary key (environment, service)
);

-- The freeze calendar: one row for each window, as authors write them.
create table freeze_window (
    name   text  primary key,
    spec   jsonb not null
);

-- What gates are asked about: whose change a rollout is, of which service and class.
alter table rollout add column service text;
alter table rollout add column change_class text not null default 'normal';
alter table rollout add column author text not null default '';

alter table rollout drop constraint rollout_hold_check;
alter table rollout add constraint rollout_hold_check
    check (hold in ('BLIND', 'SPLIT', 'INCIDENT', 'BREAKER', 'STAGE', 'RECONCILIATION', 'GATES', 'DWELL', 'NO_RETURN',
                    'BREACH', 'PROOF', 'SETTLING', 'APPROVAL', 'LATE'));

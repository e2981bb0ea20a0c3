-- A process may take a candidate out of use by itself, and calls may be answered a second time for comparison.
alter table flag_split add column breaker_log_evidence double precision;
alter table flag_split add column breaker_ratio double precision;
alter table flag_split add column breaker_ceiling integer;
alter table flag_split add column shadow integer;
alter table flag_split add column shadow_noise integer;

-- Processes that took a candidate out of use; each once for an exposure, however often it says so.
create table breaker_trip (
    rollout             text        not null,
    revision            bigint      not null,
    process             text        not null,
    cause               text        not null check (cause in ('COMPARISON', 'CEILING')),
    tripped_at          timestamptz not null,
    received_at         timestamptz not null,
    candidate_failures  bigint      not null,
    candidate_calls     bigint      not null,
    control_failures    bigint      not null,
    primary key (rollout, revision, process)
);

-- The newest calls that were answered differently, in the words of the service.
create table shadow_difference (
    id                  bigint generated always as identity primary key,
    rollout             text        not null,
    revision            bigint      not null,
    received_at         timestamptz not null,
    control             text        not null,
    candidate           text        not null
);
create index shadow_difference_rollout on shadow_difference (rollout, id);

alter table rollout drop constraint rollout_hold_check;
alter table rollout add constraint rollout_hold_check
    check (hold in ('BLIND', 'SPLIT', 'INCIDENT', 'BREAKER', 'DWELL', 'BREACH', 'PROOF', 'APPROVAL', 'LATE'));

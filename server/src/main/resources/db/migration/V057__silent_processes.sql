-- Processes that have sent outcomes of a rollout, so that the guard notices when one of them sends no more. They go with
-- the rollout's units.
create table rollout_process (
    rollout       text        not null,
    instance      text        not null,
    noted_at      timestamptz not null,
    primary key (rollout, instance)
);

alter table rollout drop constraint rollout_hold_check;
alter table rollout add constraint rollout_hold_check
    check (hold in ('BLIND', 'SILENT', 'SPLIT', 'INCIDENT', 'BREAKER', 'STAGE', 'RECONCILIATION', 'GATES', 'DWELL',
                    'NO_RETURN', 'BREACH', 'PROOF', 'SETTLING', 'APPROVAL', 'LATE'));

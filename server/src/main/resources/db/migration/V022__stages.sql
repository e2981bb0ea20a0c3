-- When a process said that it ends. It never comes back under its name.
alter table sdk_instance add column left_at timestamptz;

alter table rollout drop constraint rollout_hold_check;
alter table rollout add constraint rollout_hold_check
    check (hold in ('BLIND', 'SPLIT', 'INCIDENT', 'BREAKER', 'STAGE', 'DWELL', 'BREACH', 'PROOF', 'APPROVAL', 'LATE'));

-- A rollout may wait for calls that turn out later.
alter table rollout drop constraint rollout_hold_check;
alter table rollout add constraint rollout_hold_check
    check (hold in ('BLIND', 'SPLIT', 'INCIDENT', 'BREAKER', 'STAGE', 'DWELL', 'BREACH', 'PROOF', 'SETTLING', 'APPROVAL',
                    'LATE'));

-- A rollout past its point of no return holds where it would be rolled back.
alter table rollout drop constraint rollout_hold_check;
alter table rollout add constraint rollout_hold_check
    check (hold in ('BLIND', 'SPLIT', 'INCIDENT', 'BREAKER', 'STAGE', 'DWELL', 'NO_RETURN', 'BREACH', 'PROOF', 'SETTLING',
                    'APPROVAL', 'LATE'));

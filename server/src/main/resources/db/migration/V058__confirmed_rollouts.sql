-- A person confirms a rollout that is held since the database was restored from a backup.
alter table rollout_decision drop constraint rollout_decision_kind_check;
alter table rollout_decision add constraint rollout_decision_kind_check
    check (kind in ('START', 'ADVANCE', 'HOLD', 'STEP_BACK', 'OBSERVE', 'APPROVE', 'CONFIRM', 'ROLL_BACK', 'COMPLETE',
                    'ABORT'));

-- The kinds of reason for a hold are those of the program; it adds some from time to time.
alter table rollout drop constraint rollout_hold_check;
alter table rollout add constraint rollout_hold_check check (hold ~ '^[A-Z_]+$');

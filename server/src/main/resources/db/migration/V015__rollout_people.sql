-- People approve steps, guardrails hold or only observe, shared incidents freeze, time runs out. A restarted rollout keeps
-- the buckets of an earlier one.
alter table rollout add column seed text;
update rollout set seed = id;
alter table rollout alter column seed set not null;
alter table rollout add column approved boolean not null default false;
alter table rollout drop constraint rollout_hold_check;
alter table rollout add constraint rollout_hold_check
    check (hold in ('BLIND', 'SPLIT', 'INCIDENT', 'DWELL', 'BREACH', 'PROOF', 'APPROVAL', 'LATE'));
alter table rollout_decision drop constraint rollout_decision_kind_check;
alter table rollout_decision add constraint rollout_decision_kind_check
    check (kind in ('START', 'ADVANCE', 'HOLD', 'STEP_BACK', 'OBSERVE', 'APPROVE', 'ROLL_BACK', 'COMPLETE', 'ABORT'));

-- Clients of the outcome API that promise a report every 10 s: the guard holds their rollouts when they fall silent. The
-- newest batch of a process says whether it still promises that.
alter table outcome_batch add column heartbeat boolean not null default false;
alter table rollout_process add column heartbeat boolean not null default false;

-- Units that failed for the first time, by the exposure under which they did: for the interval of the ratio of failures.
alter table rollout_exposure add column control_failed_units bigint not null default 0;
alter table rollout_exposure add column candidate_failed_units bigint not null default 0;

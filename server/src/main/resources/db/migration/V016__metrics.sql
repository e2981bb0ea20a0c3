-- Metrics of a service's own: an event happens to a unit for the first time, as a failure does (metric '').
alter table failed_unit rename to first_event;
alter table first_event add column metric text not null default '';
alter table first_event drop constraint failed_unit_pkey;
alter table first_event add primary key (rollout, metric, unit);
alter table first_event alter column metric drop default;

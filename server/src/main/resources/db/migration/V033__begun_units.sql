-- How many calls of the unit are known to have ended: 0 while its first one goes on, 2 for more than one.
alter table trial_unit add column ends smallint not null default 1;

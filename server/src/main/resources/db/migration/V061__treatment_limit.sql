-- The largest share of units that an experiment may give to treatments, in hundredths of a percent; null for no limit.
alter table gate_policy add column treatment_limit integer check (treatment_limit between 0 and 10000);

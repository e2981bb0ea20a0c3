-- Rollout plans that orders take by their names. Rollouts hold copies of them.
create table kept_plan (
    name text  primary key,
    plan jsonb not null
);

-- A flag's split may be that of an experiment; `rollout` then holds the experiment's id.
alter table flag_split alter column candidate drop not null;
alter table flag_split alter column exposure drop not null;
alter table flag_split alter column warmup_millis drop not null;
alter table flag_split add column experiment jsonb;
alter table flag_split add check ((experiment is null) = (candidate is not null));

-- What SDK processes may report of a running experiment. Variants are numbered from 0 in their order here.
create table experiment_intake (
    experiment     text    primary key,
    environment    text    not null,
    variants       text[]  not null,
    metrics        text[]  not null,
    window_millis  bigint  not null
);

-- Units (keyed hashes) that got a variant. A unit is analysed once, when its window has closed.
create table exposed_unit (
    experiment   text              not null,
    unit         bigint            not null,
    variant      smallint          not null,
    exposed_at   timestamptz       not null,
    covariate    double precision  not null,
    analysed     boolean           not null,
    primary key (experiment, unit)
);
create index exposed_unit_open on exposed_unit (experiment, exposed_at, unit) where not analysed;

-- How many units one batch exposed, until they are added up.
create table exposure_count (
    id           bigint generated always as identity primary key,
    experiment   text      not null,
    variant      smallint  not null,
    units        bigint    not null
);
create index exposure_count_experiment on exposure_count (experiment);

-- What happened to units, exposed or not, as it arrives, until the unit is analysed or nobody can ask for it any more.
create table unit_outcome (
    id           bigint generated always as identity primary key,
    experiment   text              not null,
    unit         bigint            not null,
    metric       text              not null,
    at           timestamptz       not null,
    events       bigint            not null,
    total        double precision  not null
);
create index unit_outcome_unit on unit_outcome (experiment, unit);
create index unit_outcome_at on unit_outcome (experiment, at);

-- An experiment. `state` is all that its analysed units add up to; `verdict` is what was concluded by the rule, for ever.
create table experiment (
    id             text         primary key,
    environment    text         not null,
    flag           text         not null,
    plan           jsonb        not null,
    hypothesis     text         not null,
    reason         text         not null,
    revision       bigint       not null,
    started_at     timestamptz  not null,
    ended_at       timestamptz,
    ended_reason   text,
    state          jsonb        not null,
    looked_at      timestamptz  not null,
    verdict        text         check (verdict in ('SHIP', 'STOP', 'UNDECIDED')),
    treatment      integer,
    decided_at     timestamptz,
    words          text,
    changes        bigint       not null,
    check ((verdict is null) = (decided_at is null)),
    check ((verdict is null) = (treatment is null)),
    check ((verdict is null) = (words is null))
);
create unique index experiment_one_running on experiment (environment, flag) where ended_at is null;

-- What was read at looks: one row whenever there are a hundredth more units than at the last one.
create table experiment_look (
    experiment      text              not null references experiment (id),
    goal            integer           not null,
    treatment       integer           not null,
    units           bigint            not null,
    at              timestamptz       not null,
    control_mean    double precision  not null,
    treatment_mean  double precision  not null,
    estimate        double precision  not null,
    low             double precision  not null,
    high            double precision  not null,
    exact           boolean           not null,
    primary key (experiment, goal, treatment, units)
);

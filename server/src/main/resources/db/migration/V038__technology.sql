-- Decision records, as their authors wrote them; accepted: whether the status in the text says so.
create table decision_record (
    id         text        primary key,
    text       text        not null,
    accepted   boolean     not null,
    changed_at timestamptz not null
);

-- The register: what people say of technologies, beside their moves.
create table technology (
    key       text  primary key,
    described jsonb not null
);

-- How technologies came to their rings. Rows are only ever added.
create table technology_move (
    technology text        not null references technology (key),
    number     integer     not null check (number > 0),
    at         timestamptz not null,
    from_ring  text        check ((from_ring is null) = (number = 1)),
    to_ring    text        not null check (to_ring in ('ADOPT', 'TRIAL', 'ASSESS', 'HOLD')),
    reason     text        not null,
    person     text        not null,
    record     text        references decision_record (id),
    primary key (technology, number)
);

-- One row at most: without it, what is usual.
create table technology_policy (
    only_one          boolean          primary key default true check (only_one),
    tokens            integer          not null check (tokens between 0 and 100),
    novel_below_hours double precision not null check (novel_below_hours > 0),
    demand            text             not null check (demand in ('NOTHING', 'DECLARATION', 'SBOM'))
);

-- Technologies that a reported change introduces; null when nobody said.
alter table change add column technologies text[];
create index change_introducing on change (id) where technologies is not null;

-- What the flag of a rollout declared when the rollout ended, kept because flags go. Every rollout has a row.
create table technology_rollout (
    rollout      text        primary key,
    service      text        not null,
    technologies text[]      not null,
    completed    boolean     not null,
    ended_at     timestamptz not null
);
create index technology_rollout_ended on technology_rollout (ended_at);

-- Components that a change brings along, by the SBOMs before and after it. A change is named as incidents name it.
create table sbom_diff (
    change      text        primary key,
    components  text[]      not null,
    compared_at timestamptz not null,
    person      text        not null
);

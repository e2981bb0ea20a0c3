-- Changes to production that others carry out and report: one row for each, by the origin of the report.
create table change (
    id             text        primary key,
    source         text        not null,
    external_id    text        not null,
    service        text        not null,
    environment    text        not null,
    kind           text        not null check (kind in ('CODE', 'CONFIG', 'SCHEMA', 'INFRASTRUCTURE')),
    status         text        not null check (status in ('RUNNING', 'DONE', 'GIVEN_UP')),
    started_at     timestamptz not null,
    finished_at    timestamptz check ((finished_at is null) = (status = 'RUNNING')),
    committed_at   timestamptz,
    title          text        not null,
    author         text,
    artifact       text,
    link           text,
    unplanned      boolean     not null,
    repairs        text        references change (id),
    rolled_back_at timestamptz,
    outcome        text        check (outcome in ('CLEAN', 'FAILED', 'MAJOR')),
    outcome_reason text,
    recorded_at    timestamptz not null,
    unique (source, external_id)
);
create index change_newest on change (service, environment, finished_at desc);
create index change_repairs on change (repairs) where repairs is not null;

-- Reports that took a change back, so that the same report does not take back another.
create table change_rollback (
    source      text not null,
    external_id text not null,
    change      text not null references change (id),
    primary key (source, external_id)
);

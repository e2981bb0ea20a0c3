-- Work items by where they come from. What is asked for by others has columns, the rest of the record is one document.
create table work_item (
    source    text        not null,
    key       text        not null,
    team      text        not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    record    jsonb       not null,
    primary key (source, key)
);
create index work_item_of_team on work_item (team, closed_at);

-- What people have set about the capacity of teams; the empty name is the whole organisation.
create table capacity_policy (
    team   text  primary key,
    policy jsonb not null
);

-- Plans of teams' time. Only grows; the newest of a team is in force. rung is null where a person set the split.
create table capacity_plan (
    number     bigint      generated always as identity primary key,
    team       text        not null,
    planned_at timestamptz not null,
    split      jsonb       not null,
    rung       text,
    person     text        not null,
    reason     text        not null
);
create index capacity_plan_of_team on capacity_plan (team, number);

-- Capacity that is required before changes of a team's services go on, for a time. Rows stay for the record.
create table capacity_required (
    id      text        primary key,
    team    text        not null,
    since   timestamptz not null,
    ends_at timestamptz not null,
    rule    jsonb       not null,
    check (ends_at >= since)
);
create index capacity_required_end on capacity_required (ends_at);

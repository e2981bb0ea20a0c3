-- Services: who owns them, what they need, which flags are theirs.
create table service (
    key       text  primary key,
    described jsonb not null
);

-- Incidents. What is asked for by others has columns; the rest of the record is one document.
create table incident (
    id             text        primary key,
    service        text        not null,
    change         text,
    state          text        not null check (state in ('OPEN', 'MITIGATED', 'RESOLVED', 'REVIEWED')),
    severity       text        not null,
    opened_at      timestamptz not null,
    last_signal_at timestamptz not null,
    external_id    text        unique,
    record         jsonb       not null
);
create index incident_open on incident (service, last_signal_at desc) where state in ('OPEN', 'MITIGATED');
create index incident_newest on incident (opened_at desc, id);

-- What happened in an incident, in the order in which this server learned of it. Only grows.
create table incident_entry (
    number   bigint      generated always as identity primary key,
    incident text        not null references incident (id),
    at       timestamptz not null,
    source   text        not null,
    kind     text        not null,
    words    text        not null,
    -- what came from outside has a name, so that it is in the timeline once however often it is told
    name     text,
    unique (incident, name)
);
create index incident_entry_of on incident_entry (incident, number);
create index incident_entry_name on incident_entry (name) where name is not null;

-- Alerts by what they are, with the incident that each belongs to; null when it hurts nobody any more.
create table incident_alert (
    fingerprint text        not null,
    starts_at   timestamptz not null,
    service     text        not null,
    incident    text        references incident (id),
    firing      boolean     not null,
    received_at timestamptz not null,
    labels      jsonb       not null,
    -- when and in which words it was last told
    at          timestamptz not null,
    words       text        not null,
    primary key (fingerprint, starts_at)
);
create index incident_alert_of on incident_alert (incident);
create index incident_alert_without on incident_alert (service, received_at) where incident is null;

-- Up to when decisions about rollouts have been read.
create table incident_reading (
    one     boolean     primary key default true check (one),
    read_to timestamptz not null
);

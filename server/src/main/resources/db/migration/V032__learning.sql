-- When the server found an alert, which is later than the minute it is about; whether it opens an incident; what of it
-- has been brought into one.
alter table slo_alert
    add column noticed_at  timestamptz,
    add column opens       boolean not null default false,
    add column begin_heard boolean not null default false,
    add column end_heard   boolean not null default false;
update slo_alert set noticed_at = began_at;
alter table slo_alert alter column noticed_at set not null;
create index slo_alert_unheard on slo_alert (id) where opens and not end_heard;
create index slo_alert_noticed on slo_alert (service, noticed_at);

-- Who told of an alert.
alter table incident_alert
    add column source text not null default 'ALERTMANAGER' check (source in ('ALERTMANAGER', 'SLO'));
create index incident_alert_firing on incident_alert (service) where firing;
create index incident_alert_received on incident_alert (service, received_at);

-- Faults that somebody injected on purpose, to see what notices them. What noticed them follows from other tables.
create table detection_drill (
    id          text        primary key,
    service     text        not null,
    cause       text        not null,
    phase       text        not null check (phase in ('BEFORE', 'AFTER')),
    injected_at timestamptz not null,
    ended_at    timestamptz check (ended_at >= injected_at),
    patience_s  bigint      not null check (patience_s >= 0),
    note        text        not null,
    recorded_at timestamptz not null,
    recorded_by text        not null
);
create index detection_drill_newest on detection_drill (service, injected_at desc);

-- What a follow-up's check found last, and since when it says so.
create table follow_up_check (
    incident text        not null references incident (id),
    number   integer     not null,
    verdict  text        not null check (verdict in ('HOLDS', 'FAILS', 'UNKNOWN')),
    reason   text        not null,
    evidence jsonb       not null,
    at       timestamptz not null,
    since    timestamptz not null,
    primary key (incident, number)
);

-- Why a rollout stays, in general.
alter table rollout_decision add column hold text;

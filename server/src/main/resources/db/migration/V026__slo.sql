-- Calls of each flag by the minute in which their batch arrived, whoever decided them; kept for three days. Several
-- slots, so that batches of one flag seldom wait for each other.
create table outcome_minute (
    environment text        not null,
    flag        text        not null,
    minute      timestamptz not null,
    slot        smallint    not null,
    calls       bigint      not null check (calls >= 0),
    failures    bigint      not null check (failures between 0 and calls),
    primary key (environment, flag, minute, slot)
);
create index outcome_minute_age on outcome_minute (minute);

-- Objects of OpenSLO as they were given.
create table openslo_object (
    kind text not null,
    name text not null,
    text text not null,
    primary key (kind, name)
);

-- How far each SLO's source was asked, and since when it fails; the minute up to which its alerts were looked at.
create table slo_progress (
    slo           text        primary key,
    indicator     text        not null,
    known_until   timestamptz not null,
    looked_until  timestamptz not null,
    failing_since timestamptz,
    failure       text
);

-- What is known about each minute of an SLO's indicator, for as long as its period; a minute without a row was never
-- heard of.
create table slo_minute (
    slo    text        not null,
    minute timestamptz not null,
    kind   text        not null check (kind in ('COUNTED', 'EMPTY', 'NOT_A_NUMBER', 'FAILED')),
    good   bigint      not null default 0,
    total  bigint      not null default 0,
    primary key (slo, minute),
    check (good between 0 and total)
);

-- How each objective stood at the end of each hour, or stands in the present one; kept when the SLO is gone.
create table slo_budget (
    slo       text             not null,
    objective text             not null,
    hour      timestamptz      not null,
    state     text             not null,
    good      double precision not null,
    total     double precision not null,
    allowed   double precision not null,
    remaining double precision,
    known     double precision not null,
    primary key (slo, objective, hour)
);

-- When each alert began and ended, and the numbers that showed it; kept when the SLO is gone.
create table slo_alert (
    id        bigint generated always as identity primary key,
    slo       text        not null,
    service   text        not null,
    objective text        not null,
    rule      text        not null,
    severity  text        not null,
    began_at  timestamptz not null,
    began_by  text        not null,
    ended_at  timestamptz,
    ended_by  text
);
create unique index slo_alert_open on slo_alert (slo, objective, rule) where ended_at is null;
create index slo_alert_newest on slo_alert (slo, began_at desc);

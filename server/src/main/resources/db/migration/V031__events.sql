-- Who we are in events, for ever; and the ledger's entry up to which events were made of it.
create table event_reading (
    one    boolean primary key default true check (one),
    source uuid    not null default gen_random_uuid(),
    ledger bigint  not null
);
insert into event_reading (ledger) select number from audit_head;

-- What happened, as others are told of it: made of the ledger and of what stands now, after it was committed.
create table event (
    number   bigint      generated always as identity primary key,
    id       text        not null unique,
    at       timestamptz not null,
    noted_at timestamptz not null,
    kind     text        not null,
    service  text        not null,
    topic    text        not null,
    body     jsonb       not null
);
create index event_age on event (noted_at);

-- What holds, gates and objectives said when last looked at, so that a turn is told once.
create table event_turn (
    subject text        primary key,
    value   text        not null,
    turns   bigint      not null,
    since   timestamptz not null,
    event   text
);

-- Where events go. The secret is never read by anything but the sending.
create table event_sink (
    name    text primary key,
    kind    text not null check (kind in ('WEBHOOK', 'SLACK', 'PAGERDUTY')),
    address text not null,
    secret  text not null
);

-- Which events go where.
create table event_route (
    name text  primary key,
    sink text  not null references event_sink (name),
    spec jsonb not null
);

-- Messages: one event each for machines, some of one topic for people. They stay as long as their events.
create table event_delivery (
    number       bigint      generated always as identity primary key,
    sink         text        not null,
    route        text        not null,
    topic        text        not null,
    events       text[]      not null,
    severity     text        not null,
    state        text        not null check (state in ('WAITING', 'TAKEN', 'REFUSED', 'GIVEN_UP', 'DROPPED')),
    made_at      timestamptz not null,
    due_at       timestamptz not null,
    leased_until timestamptz,
    tries        integer     not null default 0,
    first_try_at timestamptz,
    last_try_at  timestamptz,
    last_status  integer,
    last_words   text
);
create index event_delivery_due on event_delivery (due_at) where state = 'WAITING';
create index event_delivery_topic on event_delivery (route, topic, number desc);
create index event_delivery_age on event_delivery (made_at);

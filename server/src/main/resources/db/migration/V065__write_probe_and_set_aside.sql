-- Each server writes this row once a second to see whether the database takes writes.
create table write_probe (
    only_one   boolean primary key default true check (only_one),
    written_at timestamptz not null default now()
);
insert into write_probe default values;

-- Rows that cannot be counted, as they were: with numbers that no server of this version stores, or unreadable.
create table set_aside (
    id          bigint generated always as identity primary key,
    at          timestamptz not null,
    source      text        not null,
    environment text,
    reason      text        not null,
    content     jsonb       not null
);
create index set_aside_age on set_aside (at);

-- These hold only such rows, so that looking for them costs nothing while there are none.
create index latency_arrival_impossible on latency_arrival (id) where calls not between 0 and 1000000000;
create index latency_hour_impossible on latency_hour (hour) where calls not between 0 and 1000000000000000;
create index outcome_minute_impossible on outcome_minute (minute) where calls > 1000000000000000;
create index outcome_hour_impossible on outcome_hour (hour) where calls > 60000000000000000;
create index outcome_batch_impossible on outcome_batch (received_at)
    where calls not between 0 and 1000000000
       or unattributed not between 0 and 1000000000
       or dropped not between 0 and 1000000000000;
create index outcome_total_impossible on outcome_total (closed_at)
    where calls not between 0 and 1000000000000000000
       or unattributed not between 0 and 1000000000000000000
       or dropped not between 0 and 1000000000000000000;
create index outcome_loss_impossible on outcome_loss (minute)
    where unattributed not between 0 and 1000000000000000000
       or dropped not between 0 and 1000000000000000000;
create index slo_minute_impossible on slo_minute (minute) where total > 1000000000000000;

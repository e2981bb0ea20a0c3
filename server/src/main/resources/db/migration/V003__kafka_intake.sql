-- The position of the intake in its Kafka topic (ADR 0117). A topic that is created again has a new id.

create table kafka_intake_offset (
    topic_id     uuid not null,
    partition    integer not null check (partition >= 0),
    next_offset  bigint not null check (next_offset >= 0),
    leader_epoch integer,
    primary key (topic_id, partition)
);
comment on table kafka_intake_offset is
    'The next record to store of each partition; changes in the transaction that stores the records before it.';

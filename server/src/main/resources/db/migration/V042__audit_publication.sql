-- Which head of the ledger was published last, and where, so that several servers on one database publish it once.
create table audit_publication (
    place    text        primary key,
    tried_at timestamptz not null,
    -- null until the first one arrived
    at       timestamptz,
    number   bigint,
    hash     text,
    issuer   text,
    key_id   text,
    jws      text,
    check (num_nulls(at, number, hash, issuer, key_id, jws) in (0, 6))
);

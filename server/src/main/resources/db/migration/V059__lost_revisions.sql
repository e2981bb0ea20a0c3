-- Revisions that SDKs have and the database has lost, as after a backup was restored without --restored.
--   lost_revision      the newest that an SDK has proven; null while none is
--   lost_at            since when that is known
--   restored_revision  where the environment went on after --restored; older revisions prove nothing any more
alter table environment add column lost_revision bigint;
alter table environment add column lost_at timestamptz;
alter table environment add column restored_revision bigint not null default 0;

-- Signs the proof that an SDK gets with each revision. It is part of every backup, so a restored database knows it.
create table revision_key (
    only_one boolean primary key default true check (only_one),
    key      bytea not null
);
insert into revision_key (key)
values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

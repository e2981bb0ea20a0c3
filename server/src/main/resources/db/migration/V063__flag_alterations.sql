-- What each revision of the definition did to a flag, so that every change that can alter an evaluation is found by its
-- revision. Revisions before this version that only switched flags off, or deleted them, are not known.
alter table flag_edit add column effect text not null default 'CHANGED'
    check (effect in ('CREATED', 'CHANGED', 'INDIRECT', 'SWITCHED_OFF', 'SWITCHED_ON', 'DELETED', 'WHILE_OFF',
                      'PLANNED'));
alter table flag_edit alter column effect drop default;

-- Scheduled changes of flags by when they are due, under the revision that scheduled them. Those that are removed before
-- that are not there.
create table flag_due (
    environment text        not null references environment (name),
    flag_key    text        not null,
    due_at      timestamptz not null,
    revision    bigint      not null,
    primary key (environment, flag_key, due_at)
);
create index flag_due_by_time on flag_due (due_at);
create index flag_set_by_time on flag_set (changed_at);

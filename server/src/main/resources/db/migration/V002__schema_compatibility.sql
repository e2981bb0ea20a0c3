-- Which servers may use this database (ADR 0115). Servers insert and update the row.

create table schema_compatibility (
    singleton        boolean primary key default true check (singleton),
    oldest_migration integer not null,
    set_by_version   text
);
comment on table schema_compatibility is
    'The oldest migration that a server must contain to use this database, and the version of Evenkeel that set it.';

-- Every revision of the definition that changed how a flag evaluates, but for those that only switched flags off. Of the
-- time before version 63 of the database only the last one is known.
create table flag_edit (
    environment text   not null references environment (name),
    flag_key    text   not null,
    revision    bigint not null,
    primary key (environment, flag_key, revision)
);
insert into flag_edit (environment, flag_key, revision) select environment, flag_key, revision from flag_version;

-- Versions of flags that somebody approved who had no part in them: approval is the id of an approval, of a rollout
-- whose step was approved, or of a proposal.
create table flag_approved_version (
    approval    text   not null,
    environment text   not null references environment (name),
    flag_key    text   not null,
    revision    bigint not null,
    primary key (approval, flag_key, revision)
);
create index flag_approved_version_of_flag on flag_approved_version (environment, flag_key, revision);
insert into flag_approved_version (approval, environment, flag_key, revision)
    select id, environment, flag, version from gate_approval;

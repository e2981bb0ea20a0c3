-- What incidents of a kind look like, written down before there is one.
create table incident_template (
    name text  primary key,
    spec jsonb not null
);

-- Which objects came from files: the sets of files, and of each object the spec that was in force right after it was
-- applied, without secrets, to be compared with what is in force later.
create table applied_set (
    name       text        primary key,
    source     text        not null,
    applied_at timestamptz not null,
    person     text        not null
);

create table applied_object (
    kind        text not null,
    environment text not null,
    name        text not null,
    set_name    text not null references applied_set (name),
    spec        text not null,
    primary key (kind, environment, name)
);
create index applied_object_of_set on applied_object (set_name);

-- Changes of flags that are prepared: orders to start a rollout, to be given by a word.
create table prepared_change (
    environment text not null,
    flag        text not null,
    spec        text not null,
    primary key (environment, flag)
);

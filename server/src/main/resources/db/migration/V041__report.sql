-- What an SLO's indicator counted in whole weeks, kept for good: minutes are forgotten after a period. `told` are those
-- that somebody brought along from elsewhere.
create table slo_week (
    slo    text    not null,
    begins date    not null,
    bad    bigint  not null check (bad >= 0),
    total  bigint  not null check (total >= bad),
    told   boolean not null,
    primary key (slo, begins)
);

-- What somebody learned from a change. Only grows.
create table change_lesson (
    id          text        primary key,
    environment text        not null,
    flag        text        not null,
    at          timestamptz not null,
    person      text        not null,
    lesson      text        not null,
    about       text        not null
);
create index change_lesson_of_flag on change_lesson (environment, flag, at);

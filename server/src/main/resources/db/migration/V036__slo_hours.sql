-- What slo_minute holds of each hour, in the same transaction, so that a period of many days is read in hours.
create table slo_hour (
    slo         text        not null,
    hour        timestamptz not null,
    counted     smallint    not null,
    empty       smallint    not null,
    not_numbers smallint    not null,
    failed      smallint    not null,
    good        bigint      not null,
    total       bigint      not null,
    primary key (slo, hour)
);

insert into slo_hour (slo, hour, counted, empty, not_numbers, failed, good, total)
select slo,
       date_bin('1 hour', minute, 'epoch'),
       count(*) filter (where kind = 'COUNTED'),
       count(*) filter (where kind = 'EMPTY'),
       count(*) filter (where kind = 'NOT_A_NUMBER'),
       count(*) filter (where kind = 'FAILED'),
       sum(good),
       sum(total)
from slo_minute
group by 1, 2;

-- How all objectives stood lately is read every few seconds.
create index slo_budget_hour on slo_budget (hour);

-- The salts by which SDK processes name units of rollouts, experiments and drills. A row outlives its salt, so that one
-- can say since when nobody can tell whose unit was whose. While the flag is still under the split, `salt` then holds
-- another one, which never named a unit that was counted.
create table unit_salt (
    owner       text        primary key,
    environment text        not null,
    flag        text        not null,
    salt        bytea,
    made_at     timestamptz not null,
    ended_at    timestamptz,
    gone_at     timestamptz,
    check (salt is not null or gone_at is not null),
    check (gone_at is null or ended_at is not null)
);

-- Of answers that differ only the paths of the fields are kept, or why there was no second answer.
alter table shadow_difference add column fields text[] not null default '{}';
alter table shadow_difference add column failure text;
update shadow_difference set control = '', candidate = '';

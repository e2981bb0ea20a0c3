-- Risk assessments of changes, as they were made: the case as it was written, the own history and the files that it
-- asked, and what came out, never edited. A newer
-- one of the same flag takes the place of an older one.
create table risk_assessment (
    number      bigint      generated always as identity unique,
    id          text        primary key,
    environment text        not null,
    flag        text        not null,
    made_at     timestamptz not null,
    valid_until timestamptz not null check (valid_until > made_at),
    author      text        not null,
    case_text   text        not null,
    history     json,
    files       json        not null,
    result      json        not null
);
create index risk_assessment_of_flag on risk_assessment (environment, flag, number desc);

-- What was decided on one, once, with what of the course binds the change.
create table risk_decision (
    assessment text        primary key references risk_assessment (id),
    course     text        not null,
    migrates   boolean     not null,
    starts_on  date        not null,
    work       text[]      not null,
    decided_at timestamptz not null,
    person     text        not null,
    heard      text[]      not null,
    dissent    text        not null,
    reason     text        not null
);

-- Work of a case that somebody says is done, with the weeks that it took and what shows it.
create table risk_work_done (
    assessment text             not null references risk_assessment (id),
    item       text             not null,
    done_at    timestamptz      not null,
    weeks      double precision not null check (weeks >= 0),
    person     text             not null,
    evidence   text             not null,
    primary key (assessment, item)
);

create function risk_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'risk assessments are append-only';
end
$$;
create trigger risk_assessment_append_only before update or delete or truncate on risk_assessment
    for each statement execute function risk_is_append_only();
create trigger risk_decision_append_only before update or delete or truncate on risk_decision
    for each statement execute function risk_is_append_only();
create trigger risk_work_done_append_only before update or delete or truncate on risk_work_done
    for each statement execute function risk_is_append_only();

-- Classes of change that need an assessment.
create table risk_policy (
    environment  text   primary key,
    required_for text[] not null
);

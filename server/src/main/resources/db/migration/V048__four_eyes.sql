-- How many people have to approve the changes of services and of classes, [{"service":…,"changeClass":…,"approvals":…}],
-- and whether edits of flags need as many.
alter table gate_policy
    add column approval_rules jsonb   not null default '[]',
    add column approved_edits boolean not null default false;

-- What somebody else made of an override afterwards. An override without a row waits for its review.
create table gate_override_review (
    override    text        primary key references gate_override (id),
    reviewer    text        not null,
    reviewed_at timestamptz not null,
    verdict     text        not null check (verdict in ('JUSTIFIED', 'AVOIDABLE')),
    finding     text        not null
);

-- Edits that wait for the consent of others: what is to be set and what is to go, and what was there.
create table flag_proposal (
    id           text        primary key,
    environment  text        not null references environment (name),
    author       text        not null,
    reason       text        not null,
    change_class text        not null,
    change       text        not null,
    remove       text[]      not null,
    base         text        not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    outcome      text        check (outcome in ('APPLIED', 'WITHDRAWN')),
    ended_at     timestamptz,
    ended_by     text,
    check ((outcome is null) = (ended_at is null) and (outcome is null) = (ended_by is null))
);
create index flag_proposal_of_environment on flag_proposal (environment, created_at);

create table flag_proposal_approval (
    id       text        primary key,
    proposal text        not null references flag_proposal (id),
    person   text        not null,
    reason   text        not null,
    given_at timestamptz not null
);
create unique index flag_proposal_approval_once on flag_proposal_approval (proposal, lower(person));

-- The schema of Evenkeel. Monthly partitions of outcome_hour and rollout_hour are created by the server at run time.

create function reject_modification() returns trigger language plpgsql as $$
begin
    raise exception 'table % is append-only', tg_table_name;
end
$$;

-- Access

create table sdk_key (
    key_hash     bytea primary key,
    environment  text not null,
    created_at   timestamptz not null,
    id           text not null default 'k-' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 16),
    name         text not null default '',
    created_by   text not null default '',
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz
);
comment on table sdk_key is
    'Keys that authenticate services of one environment to the SDK, OFREP and flagd endpoints, stored as SHA-256.';
create index sdk_key_environment on sdk_key (environment);
create unique index sdk_key_id on sdk_key (id);

create table user_account (
    id            text primary key,
    name          text not null,
    display_name  text not null default '',
    issuer        text,
    subject       text,
    password_hash text,
    created_at    timestamptz not null,
    last_login_at timestamptz,
    disabled_at   timestamptz,
    unique (issuer, subject)
);
comment on table user_account is
    'Accounts of people, with the Argon2id hash of a local password or the subject of an OpenID Connect issuer.';
create unique index user_account_name on user_account (lower(name));

create table user_role (
    user_id text not null references user_account (id),
    service text not null,
    role    text not null,
    source  text not null check (source in ('assigned', 'identity_provider')),
    primary key (user_id, service, role, source)
);
comment on table user_role is
    'Roles of an account per service, assigned by an administrator or by the identity provider at the last sign-in.';

create table invitation (
    token_hash bytea primary key,
    user_id    text not null references user_account (id),
    expires_at timestamptz not null
);
comment on table invitation is
    'Open invitations by which an account sets its password, stored as SHA-256 of the token.';

create table console_session (
    token_hash       bytea primary key,
    user_name        text not null,
    created_at       timestamptz not null,
    expires_at       timestamptz not null,
    id               text not null default 's-' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 16),
    user_id          text references user_account (id),
    last_seen_at     timestamptz,
    admin_token_hash bytea
);
comment on table console_session is
    'Sessions of the console; admin_token_hash binds a session opened with the admin token to that token.';
create index console_session_user on console_session (user_id);

create table api_token (
    id           text primary key,
    token_hash   bytea not null unique,
    name         text not null,
    user_id      text references user_account (id),
    roles        text[] not null,
    created_by   text not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    revoked_at   timestamptz,
    last_used_at timestamptz
);
comment on table api_token is 'API tokens of users and machines, stored as SHA-256; user_id is null for a machine.';

create table sign_in_failure (
    subject   text not null,
    failed_at timestamptz not null
);
comment on table sign_in_failure is 'Failed sign-ins of the last minutes per rate-limited subject.';
create index sign_in_failure_subject on sign_in_failure (subject, failed_at);

create table oidc_request (
    state_hash    bytea primary key,
    browser_hash  bytea not null,
    nonce         text not null,
    code_verifier text not null,
    redirect_path text not null,
    expires_at    timestamptz not null
);
comment on table oidc_request is 'Pending sign-ins at the OpenID Connect provider.';

-- Audit log

create table audit_entry (
    number        bigint primary key,
    occurred_at   timestamptz not null,
    actor         text not null,
    action        text not null,
    subject       text not null,
    reason        text not null,
    before_json   text,
    after_json    text,
    previous_hash text not null,
    hash          text not null
);
comment on table audit_entry is 'The audit log: each entry''s hash covers the entry and the previous hash.';
create index audit_entry_subject on audit_entry (subject, number);
create trigger audit_entry_append_only before update or delete or truncate on audit_entry
    for each statement execute function reject_modification();

create table audit_head (
    singleton boolean primary key default true check (singleton),
    number    bigint not null,
    hash      text not null
);
comment on table audit_head is 'The newest entry of the hash chain; its row lock serializes writers.';
insert into audit_head (number, hash) values (0, '');

create table published_audit_head (
    destination  text primary key,
    attempted_at timestamptz not null,
    published_at timestamptz,
    number       bigint,
    hash         text,
    issuer       text,
    key_id       text,
    jws          text,
    check (num_nulls(published_at, number, hash, issuer, key_id, jws) in (0, 6))
);
comment on table published_audit_head is 'The audit head that was published last to each destination.';

-- Flags

create table environment (
    name                      text primary key,
    revision                  bigint not null,
    lost_revision             bigint,
    lost_revision_detected_at timestamptz,
    restored_revision         bigint not null default 0
);
comment on table environment is
    'Environments and their current revision; the row lock serializes all changes of flags and splits.';

create table environment_revision (
    environment  text not null references environment (name),
    revision     bigint not null,
    committed_at timestamptz not null,
    primary key (environment, revision)
);
comment on table environment_revision is
    'Commit time of each revision, from which the lag of SDK instances is measured.';

create table flag_set (
    environment text not null references environment (name),
    revision    bigint not null,
    definition  text not null,
    changed_at  timestamptz not null,
    changed_by  text not null,
    reason      text not null default '',
    primary key (environment, revision)
);
comment on table flag_set is 'Flagd definitions as authors wrote them; the newest one is in force.';
create index flag_set_changed_at on flag_set (changed_at);

create table flag_split (
    environment          text not null references environment (name),
    flag                 text not null,
    owner                text not null,
    control              text not null,
    candidate            text,
    exposure             integer check (exposure between 0 and 10000),
    seed                 text not null,
    revision             bigint not null,
    warmup_millis        bigint,
    breaker_log_evidence double precision,
    breaker_ratio        double precision,
    breaker_ceiling      integer,
    shadow_share         integer,
    shadow_noise         integer,
    experiment           jsonb,
    primary key (environment, flag),
    check ((experiment is null) = (candidate is not null))
);
comment on table flag_split is
    'Splits of running rollouts and experiments on flags; exposures and shares are in basis points.';

create table flag_version (
    environment text not null references environment (name),
    flag        text not null,
    revision    bigint not null,
    primary key (environment, flag)
);
comment on table flag_version is 'The revision since which each flag evaluates as it does.';

create table flag_change (
    environment text not null references environment (name),
    flag        text not null,
    revision    bigint not null,
    effect      text not null
        check (effect in ('CREATED', 'MODIFIED', 'INDIRECT', 'DISABLED', 'ENABLED', 'DELETED',
            'MODIFIED_WHILE_DISABLED', 'SCHEDULE_ONLY')),
    primary key (environment, flag, revision)
);
comment on table flag_change is 'Effect of each definition revision on each flag.';

create table scheduled_flag_change (
    environment text not null references environment (name),
    flag        text not null,
    due_at      timestamptz not null,
    revision    bigint not null,
    primary key (environment, flag, due_at)
);
comment on table scheduled_flag_change is 'Scheduled flag changes by due time.';
create index scheduled_flag_change_due_at on scheduled_flag_change (due_at);

create table migration_stage (
    environment      text not null references environment (name),
    flag             text not null,
    since_revision   bigint not null,
    changed_revision bigint not null,
    primary key (environment, flag)
);
comment on table migration_stage is 'Since which revision every instance is at a flag''s migration stage.';

create table unit_salt (
    owner       text primary key,
    environment text not null,
    flag        text not null,
    salt        bytea,
    created_at  timestamptz not null,
    ended_at    timestamptz,
    deleted_at  timestamptz,
    check (salt is not null or deleted_at is not null),
    check (deleted_at is null or ended_at is not null)
);
comment on table unit_salt is
    'Salts by which SDK instances pseudonymize units of a rollout, experiment or drill; the row outlives the salt.';

create table revision_signing_key (
    singleton boolean primary key default true check (singleton),
    key       bytea not null
);
comment on table revision_signing_key is 'The key that signs revision tokens.';
insert into revision_signing_key (key)
values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

create table flag_usage (
    environment     text not null,
    flag            text not null,
    variant         text not null,
    first_served_at timestamptz not null,
    last_served_at  timestamptz not null,
    primary key (environment, flag, variant)
);
comment on table flag_usage is
    'First and last time each variant was served, to the hour; the empty variant is the caller''s default.';

create table bulk_flag_reader (
    environment  text not null,
    protocol     text not null,
    last_read_at timestamptz not null,
    primary key (environment, protocol)
);
comment on table bulk_flag_reader is
    'When a client that evaluates flags elsewhere last fetched all flags, to the hour.';

create table flag_creation (
    environment text not null,
    flag        text not null,
    created_at  timestamptz not null,
    primary key (environment, flag)
);
comment on table flag_creation is 'When each flag was first defined.';

create table flag_creation_cursor (
    environment text primary key,
    revision    bigint not null
);
comment on table flag_creation_cursor is 'The revision up to which flag creation times are known.';

create table code_scan (
    repository text primary key,
    scanned_at timestamptz not null,
    files      bigint not null,
    bytes      bigint not null
);
comment on table code_scan is 'The newest code scan of each repository.';

create table code_scan_flag (
    repository      text not null references code_scan (repository) on delete cascade,
    flag            text not null,
    reference_count integer not null,
    examples        text[] not null,
    primary key (repository, flag)
);
comment on table code_scan_flag is 'References to each flag found by a code scan.';
create index code_scan_flag_flag on code_scan_flag (flag);

-- SDK instances

create table sdk_instance (
    environment   text not null,
    instance      text not null,
    last_seen_at  timestamptz not null,
    first_seen_at timestamptz not null default now(),
    stopped_at    timestamptz,
    primary key (environment, instance)
);
comment on table sdk_instance is 'SDK instances seen within a day.';

create table sdk_ack (
    environment text not null,
    instance    text not null,
    revision    bigint not null,
    received_at timestamptz not null,
    flushed     boolean,
    primary key (environment, instance, revision)
);
comment on table sdk_ack is 'When each SDK instance acknowledged a revision as active.';

-- Outcome ingestion

create table outcome_batch (
    environment  text not null,
    instance     text not null,
    sequence     bigint not null,
    received_at  timestamptz not null,
    calls        bigint not null,
    dropped      bigint not null,
    unattributed bigint not null,
    heartbeat    boolean not null default false,
    primary key (environment, instance, sequence)
);
comment on table outcome_batch is
    'Accepted outcome batches; (environment, instance, sequence) makes each batch count once.';
create index outcome_batch_received on outcome_batch (received_at);
create index outcome_batch_with_loss on outcome_batch (environment, received_at) where dropped > 0 or unattributed > 0;
create index outcome_batch_out_of_range on outcome_batch (received_at)
    where calls not between 0 and 1000000000 or unattributed not between 0 and 1000000000
        or dropped not between 0 and 1000000000000;

create table outcome_total (
    environment                text not null,
    instance                   text not null,
    batches                    bigint not null default 0,
    calls                      bigint not null default 0,
    dropped                    bigint not null default 0,
    unattributed               bigint not null default 0,
    first_received_at          timestamptz,
    last_received_at           timestamptz,
    known_through_sequence     bigint not null,
    purgeable_through_sequence bigint not null default -1,
    known_since                timestamptz not null,
    instance_secret_hash       bytea,
    primary key (environment, instance),
    check (purgeable_through_sequence <= known_through_sequence),
    check ((batches = 0) = (first_received_at is null)),
    check ((batches = 0) = (last_received_at is null))
);
comment on table outcome_total is
    'Sums per SDK instance of batches whose rows are deleted, and the sequence up to which batches are known.';
create index outcome_total_age on outcome_total (known_since);
create index outcome_total_out_of_range on outcome_total (known_since)
    where calls not between 0 and 1000000000000000000 or unattributed not between 0 and 1000000000000000000
        or dropped not between 0 and 1000000000000000000;

create table outcome_loss (
    environment  text not null,
    minute       timestamptz not null,
    dropped      bigint not null,
    unattributed bigint not null,
    primary key (environment, minute)
);
comment on table outcome_loss is 'Dropped and unattributed calls per minute of batches whose rows are deleted.';
create index outcome_loss_age on outcome_loss (minute);
create index outcome_loss_out_of_range on outcome_loss (minute)
    where unattributed not between 0 and 1000000000000000000 or dropped not between 0 and 1000000000000000000;

create table outcome_minute (
    environment text not null,
    flag        text not null,
    minute      timestamptz not null,
    shard       smallint not null,
    calls       bigint not null check (calls >= 0),
    failures    bigint not null check (failures between 0 and calls),
    primary key (environment, flag, minute, shard)
);
comment on table outcome_minute is
    'Calls and failures of each flag per minute of arrival, sharded to avoid lock contention.';
create index outcome_minute_age on outcome_minute (minute);
create index outcome_minute_out_of_range on outcome_minute (minute) where calls > 1000000000000000;

create table outcome_hour (
    environment text not null,
    flag        text not null,
    hour        timestamptz not null,
    calls       bigint not null check (calls >= 0),
    failures    bigint not null check (failures between 0 and calls),
    primary key (environment, flag, hour)
) partition by range (hour);
comment on table outcome_hour is 'Calls and failures of each flag per hour, partitioned by month.';
create index outcome_hour_age on outcome_hour (hour);
create index outcome_hour_out_of_range on outcome_hour (hour) where calls > 60000000000000000;
create table outcome_hour_default partition of outcome_hour default;

create table latency_batch (
    id          bigint generated always as identity primary key,
    environment text not null,
    flag        text not null,
    variant     text not null,
    received_at timestamptz not null,
    calls       bigint not null,
    histogram   text not null
);
comment on table latency_batch is
    'Latency histograms of variants as they arrive, until they are added to latency_hour.';
create index latency_batch_variant on latency_batch (environment, flag, variant);
create index latency_batch_out_of_range on latency_batch (id) where calls not between 0 and 1000000000;

create table latency_hour (
    environment text not null,
    flag        text not null,
    variant     text not null,
    hour        timestamptz not null,
    calls       bigint not null,
    histogram   text not null,
    primary key (environment, flag, variant, hour)
);
comment on table latency_hour is 'Latency histograms of variants per hour.';
create index latency_hour_out_of_range on latency_hour (hour) where calls not between 0 and 1000000000000000;

-- Rollouts

create table evidence_window (
    rollout      text not null,
    revision     bigint not null,
    environment  text not null,
    flag         text not null,
    control      text not null,
    candidate    text not null,
    failed_units bigint not null,
    trials       bigint not null,
    primary key (rollout, revision)
);
comment on table evidence_window is
    'Exposures of rollouts for which SDK instances may report evidence, with the units and trials counted so far.';

create table pending_evidence (
    id               bigint generated always as identity primary key,
    rollout          text not null,
    revision         bigint not null,
    received_at      timestamptz not null,
    first_failure_at timestamptz,
    overflow         bigint not null,
    control          jsonb not null,
    candidate        jsonb not null
);
comment on table pending_evidence is 'Evidence of received batches until the guard evaluates it.';
create index pending_evidence_rollout on pending_evidence (rollout, id);

create table unit_first_event (
    rollout text not null,
    unit    bigint not null,
    metric  text not null,
    primary key (unit, metric, rollout)
) partition by list (rollout);
comment on table unit_first_event is
    'Units for which a failure (empty metric) or a metric event was counted in a rollout. One partition per rollout.';

create table trial_unit (
    rollout      text not null,
    revision     bigint not null,
    unit         bigint not null,
    last_seen_at timestamptz not null default now(),
    status       smallint not null default 1,
    primary key (unit, revision, rollout)
) partition by list (rollout);
comment on table trial_unit is 'Units whose first call under a revision was counted. One partition per rollout.';
comment on column trial_unit.status is
    '0: first call started, 1: first call ended, 2: first call ended after its start was counted, 3: seen again later.';

create table rollout (
    id               text primary key,
    environment      text not null,
    flag             text not null,
    control          text not null,
    candidate        text not null,
    plan             jsonb not null,
    reason           text not null,
    status           text not null
        check (status in ('COLLECTING_BASELINE', 'RUNNING', 'COMPLETED', 'ROLLED_BACK', 'ABORTED')),
    started_at       timestamptz not null,
    ended_at         timestamptz,
    step             integer not null,
    step_started_at  timestamptz not null,
    exposure         integer not null check (exposure between 0 and 10000),
    revision         bigint not null,
    last_batch_at    timestamptz,
    baseline_samples bigint not null,
    baseline_latency text,
    guard_state      bytea,
    tick_count       bigint not null,
    decision_count   bigint not null,
    hold_reason      text check (hold_reason ~ '^[A-Z_]+$'),
    overflow         bigint not null,
    control_counts   jsonb not null,
    candidate_counts jsonb not null,
    guardrail_status jsonb,
    evaluation_error text,
    change_count     bigint not null,
    seed             text not null,
    step_approved    boolean not null default false,
    service          text,
    change_class     text not null default 'normal',
    author           text not null default '',
    rolled_up_at     timestamptz,
    check ((status in ('COLLECTING_BASELINE', 'RUNNING')) = (ended_at is null))
);
comment on table rollout is 'Rollouts with their plan, progress, counts and the state of the guard.';
create unique index rollout_one_running on rollout (environment, flag)
    where status in ('COLLECTING_BASELINE', 'RUNNING');

create table rollout_exposure (
    rollout                text not null references rollout (id),
    revision               bigint not null,
    step                   integer not null,
    exposure               integer not null,
    control_failed_units   bigint not null default 0,
    candidate_failed_units bigint not null default 0,
    primary key (rollout, revision)
);
comment on table rollout_exposure is 'The exposure that each revision of a rollout set.';

create table rollout_tick (
    rollout          text not null references rollout (id),
    number           bigint not null,
    evaluated_at     timestamptz not null,
    revision         bigint not null,
    step             integer not null,
    exposure         integer not null,
    late             boolean not null,
    first_failure_at timestamptz,
    control          jsonb not null,
    candidate        jsonb not null,
    progress         jsonb,
    evidence         jsonb,
    state_digest     text,
    primary key (rollout, number)
);
comment on table rollout_tick is 'Evidence of each guard evaluation, from which decisions can be replayed.';

create table rollout_decision (
    rollout              text not null references rollout (id),
    number               bigint not null,
    decided_at           timestamptz not null,
    kind                 text not null
        check (kind in ('START', 'ADVANCE', 'HOLD', 'STEP_BACK', 'OBSERVE', 'APPROVE', 'CONFIRM', 'ROLL_BACK',
            'COMPLETE', 'ABORT')),
    from_step            integer not null,
    to_step              integer not null,
    exposure             integer not null,
    revision             bigint not null,
    reason               text not null,
    tick                 bigint not null,
    progress             jsonb,
    evidence_at          timestamptz,
    active_everywhere_at timestamptz,
    hold_reason          text,
    primary key (rollout, number)
);
comment on table rollout_decision is 'Decisions of the guard and of people about a rollout.';
create index rollout_decision_unconfirmed on rollout_decision (decided_at)
    where active_everywhere_at is null and kind <> 'HOLD';

create table rollout_hour (
    rollout   text not null,
    hour      timestamptz not null,
    revision  bigint not null,
    step      integer not null,
    exposure  integer not null,
    late      boolean not null,
    ticks     bigint not null,
    control   jsonb not null,
    candidate jsonb not null,
    primary key (rollout, hour, revision, late)
) partition by range (hour);
comment on table rollout_hour is
    'Counts of ended rollouts per hour and exposure, after their ticks are deleted; partitioned by month.';
create index rollout_hour_age on rollout_hour (hour);
create table rollout_hour_default partition of rollout_hour default;

create table rollout_instance (
    rollout           text not null,
    instance          text not null,
    first_reported_at timestamptz not null,
    heartbeat         boolean not null default false,
    primary key (rollout, instance)
);
comment on table rollout_instance is 'SDK instances that reported outcomes of a rollout.';

create table breaker_trip (
    rollout            text not null,
    revision           bigint not null,
    instance           text not null,
    cause              text not null check (cause in ('COMPARISON', 'CEILING')),
    tripped_at         timestamptz not null,
    received_at        timestamptz not null,
    candidate_failures bigint not null,
    candidate_calls    bigint not null,
    control_failures   bigint not null,
    primary key (rollout, revision, instance)
);
comment on table breaker_trip is 'SDK instances whose local circuit breaker stopped using the candidate.';

create table shadow_difference (
    id          bigint generated always as identity primary key,
    rollout     text not null,
    revision    bigint not null,
    received_at timestamptz not null,
    fields      text[] not null default '{}',
    failure     text
);
comment on table shadow_difference is
    'The newest differences between control and candidate in shadow calls: field paths or the failure, never values.';
create index shadow_difference_rollout on shadow_difference (rollout, id);

create table metric_source (
    rollout        text not null references rollout (id),
    metric         text not null,
    imported_until timestamptz,
    failing_since  timestamptz,
    error          text,
    primary key (rollout, metric)
);
comment on table metric_source is 'Import progress of external metric counters of running rollouts.';

create table purged_unit_owner (
    owner text primary key
);
comment on table purged_unit_owner is 'Rollouts and experiments whose units are deleted.';

create table rollout_plan (
    name text primary key,
    plan jsonb not null
);
comment on table rollout_plan is 'Named rollout plans.';

create table prepared_change (
    environment text not null,
    flag        text not null,
    spec        text not null,
    primary key (environment, flag)
);
comment on table prepared_change is 'Prepared rollouts, one per flag.';

create table reconciliation_pass (
    id                text primary key,
    environment       text not null references environment (name),
    flag              text not null,
    instance          text not null,
    stage             text not null,
    revision          bigint not null,
    covers_all_writes boolean not null,
    started_at        timestamptz not null,
    reported_at       timestamptz not null,
    finished_at       timestamptz,
    ranges            bigint not null default 0 check (ranges >= 0),
    rows              bigint not null default 0 check (rows >= 0),
    mismatches        bigint not null default 0 check (mismatches >= 0),
    examples          text[] not null default '{}'
);
comment on table reconciliation_pass is 'Passes in which a service compares the two stores of a migration.';
create index reconciliation_pass_newest on reconciliation_pass (environment, flag, finished_at desc, id);

-- Experiments

create table experiment (
    id             text primary key,
    environment    text not null,
    flag           text not null,
    plan           jsonb not null,
    hypothesis     text not null,
    reason         text not null,
    revision       bigint not null,
    started_at     timestamptz not null,
    ended_at       timestamptz,
    end_reason     text,
    analysis_state jsonb not null,
    analyzed_at    timestamptz not null,
    verdict        text check (verdict in ('SHIP', 'STOP', 'INCONCLUSIVE')),
    treatment      integer,
    decided_at     timestamptz,
    summary        text,
    change_count   bigint not null,
    check ((verdict is null) = (decided_at is null)),
    check ((verdict is null) = (treatment is null)),
    check ((verdict is null) = (summary is null))
);
comment on table experiment is 'Experiments with their plan, aggregated analysis state and conclusion.';
create unique index experiment_one_running on experiment (environment, flag) where ended_at is null;

create table experiment_ingest_settings (
    experiment    text primary key,
    environment   text not null,
    variants      text[] not null,
    metrics       text[] not null,
    window_millis bigint not null
);
comment on table experiment_ingest_settings is 'What SDK instances may report about a running experiment.';

create table experiment_unit (
    experiment text not null,
    unit       bigint not null,
    variant    smallint not null,
    exposed_at timestamptz not null,
    covariate  double precision not null,
    analyzed   boolean not null,
    primary key (experiment, unit)
);
comment on table experiment_unit is 'Units that were assigned a variant of an experiment.';
create index experiment_unit_pending on experiment_unit (experiment, exposed_at, unit) where not analyzed;

create table experiment_unit_count (
    id         bigint generated always as identity primary key,
    experiment text not null,
    variant    smallint not null,
    units      bigint not null
);
comment on table experiment_unit_count is 'Newly assigned units per batch, until they are added up.';
create index experiment_unit_count_experiment on experiment_unit_count (experiment);

create table experiment_outcome (
    id          bigint generated always as identity primary key,
    experiment  text not null,
    unit        bigint not null,
    metric      text not null,
    occurred_at timestamptz not null,
    events      bigint not null,
    value_sum   double precision not null
);
comment on table experiment_outcome is 'Outcomes of units, until the unit is analyzed or the experiment ends.';
create index experiment_outcome_unit on experiment_outcome (experiment, unit);
create index experiment_outcome_occurred_at on experiment_outcome (experiment, occurred_at);

create table interim_analysis (
    experiment     text not null references experiment (id),
    goal           integer not null,
    treatment      integer not null,
    units          bigint not null,
    analyzed_at    timestamptz not null,
    control_mean   double precision not null,
    treatment_mean double precision not null,
    estimate       double precision not null,
    low            double precision not null,
    high           double precision not null,
    exact          boolean not null,
    primary key (experiment, goal, treatment, units)
);
comment on table interim_analysis is 'Results of the interim analyses of an experiment.';

-- Gates

create table gate_policy (
    environment            text primary key references environment (name),
    required_gates         text[],
    override_classes       text[] not null,
    required_approvals     integer not null default 0 check (required_approvals between 0 and 10),
    approval_rules         jsonb not null default '[]',
    edits_require_approval boolean not null default false,
    max_treatment_share    integer check (max_treatment_share between 0 and 10000)
);
comment on table gate_policy is 'Required gates, approvals and override classes of each environment.';

create table gate_override (
    id           text primary key,
    environment  text not null references environment (name),
    flag         text not null,
    gate         text not null,
    created_by   text not null,
    reason       text not null,
    change_class text not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    check (expires_at >= created_at)
);
comment on table gate_override is 'Time-limited overrides of one gate for one flag.';
create index gate_override_flag on gate_override (environment, flag, expires_at);

create table gate_override_review (
    override    text primary key references gate_override (id),
    reviewer    text not null,
    reviewed_at timestamptz not null,
    verdict     text not null check (verdict in ('JUSTIFIED', 'AVOIDABLE')),
    finding     text not null
);
comment on table gate_override_review is 'Reviews of gate overrides by another person.';

create table flag_approval (
    id          text primary key,
    environment text not null references environment (name),
    flag        text not null,
    approved_by text not null,
    reason      text not null,
    version     bigint not null,
    approved_at timestamptz not null,
    expires_at  timestamptz not null,
    check (expires_at >= approved_at)
);
comment on table flag_approval is 'Time-limited approvals of a flag''s change at one version.';
create index flag_approval_flag on flag_approval (environment, flag, expires_at);

create table gate_denial (
    number            bigint generated always as identity primary key,
    environment       text not null references environment (name),
    flag              text not null,
    rollout           text,
    gate              text not null,
    service           text,
    change_class      text not null,
    author            text not null,
    started_at        timestamptz not null,
    last_requested_at timestamptz not null,
    ended_at          timestamptz,
    check (ended_at >= started_at)
);
comment on table gate_denial is 'Periods in which a gate blocked a rollout or a rejected start request.';
create unique index gate_denial_open on gate_denial (environment, flag, coalesce(rollout, ''), gate)
    where ended_at is null;
create index gate_denial_ended on gate_denial (ended_at);

create table flag_approved_version (
    approval    text not null,
    environment text not null references environment (name),
    flag        text not null,
    revision    bigint not null,
    primary key (approval, flag, revision)
);
comment on table flag_approved_version is 'Flag versions that a person without a part in them approved.';
create index flag_approved_version_flag on flag_approved_version (environment, flag, revision);

create table flag_proposal (
    id              text primary key,
    environment     text not null references environment (name),
    author          text not null,
    reason          text not null,
    change_class    text not null,
    patch           text not null,
    removed_flags   text[] not null,
    base_definition text not null,
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    outcome         text check (outcome in ('APPLIED', 'WITHDRAWN')),
    ended_at        timestamptz,
    ended_by        text,
    check ((outcome is null) = (ended_at is null) and (outcome is null) = (ended_by is null))
);
comment on table flag_proposal is 'Flag edits that need approval before they are applied.';
create index flag_proposal_environment on flag_proposal (environment, created_at);

create table flag_proposal_approval (
    id          text primary key,
    proposal    text not null references flag_proposal (id),
    approved_by text not null,
    reason      text not null,
    approved_at timestamptz not null
);
comment on table flag_proposal_approval is 'Approvals of proposed flag edits.';
create unique index flag_proposal_approval_once on flag_proposal_approval (proposal, lower(approved_by));

create table release_pause (
    environment text not null references environment (name),
    service     text not null,
    paused_by   text not null,
    reason      text not null,
    paused_at   timestamptz not null,
    primary key (environment, service)
);
comment on table release_pause is 'Paused releases of an environment (empty service) or of one service in it.';

create table freeze_window (
    name text primary key,
    spec jsonb not null
);
comment on table freeze_window is 'Windows of the freeze calendar.';

-- Rollback drills

create table rollback_plan (
    environment text not null references environment (name),
    flag        text not null,
    version     integer not null,
    plan        jsonb,
    primary key (environment, flag)
);
comment on table rollback_plan is 'The current rollback plan of each flag; plan is null once it is withdrawn.';

create table rollback_drill (
    id                text primary key,
    environment       text not null,
    flag              text not null,
    plan_version      integer not null,
    expected_millis   bigint not null,
    stage             text not null,
    started_by        text not null,
    reason            text not null,
    started_at        timestamptz not null,
    revision          bigint not null,
    active_at         timestamptz,
    first_outcome_at  timestamptz,
    decided_at        timestamptz,
    rollback_revision bigint,
    rolled_back_at    timestamptz,
    last_outcome_at   timestamptz,
    ended_at          timestamptz,
    failure_reason    text,
    cleaned_up        boolean not null default false,
    rehearsal         jsonb
);
comment on table rollback_drill is 'Rollback drills with the time of each step.';
create unique index rollback_drill_one_running on rollback_drill (environment, flag) where ended_at is null;
create index rollback_drill_flag on rollback_drill (environment, flag, started_at desc);
create index rollback_drill_pending_cleanup on rollback_drill (ended_at) where not cleaned_up;

-- Services and manifests

create table service (
    key  text primary key,
    spec jsonb not null
);
comment on table service is 'The service catalog.';

create table manifest_set (
    name       text primary key,
    source     text not null,
    applied_at timestamptz not null,
    applied_by text not null
);
comment on table manifest_set is 'Sets of manifest files that were applied.';

create table manifest_object (
    kind        text not null,
    environment text not null,
    name        text not null,
    set_name    text not null references manifest_set (name),
    spec        text not null,
    primary key (kind, environment, name)
);
comment on table manifest_object is 'Objects that came from a manifest set, with the spec right after it was applied.';
create index manifest_object_set on manifest_object (set_name);

-- SLOs

create table openslo_object (
    kind     text not null,
    name     text not null,
    document text not null,
    primary key (kind, name)
);
comment on table openslo_object is 'OpenSLO documents as they were submitted.';

create table slo_import_progress (
    slo             text primary key,
    indicator       text not null,
    imported_until  timestamptz not null,
    evaluated_until timestamptz not null,
    failing_since   timestamptz,
    error           text
);
comment on table slo_import_progress is 'Import and evaluation progress of each SLO.';

create table slo_minute (
    slo    text not null,
    minute timestamptz not null,
    kind   text not null check (kind in ('COUNTED', 'EMPTY', 'NOT_A_NUMBER', 'FAILED')),
    good   bigint not null default 0,
    total  bigint not null default 0,
    primary key (slo, minute),
    check (good between 0 and total)
);
comment on table slo_minute is 'Good and total events of each SLO per minute.';
create index slo_minute_out_of_range on slo_minute (minute) where total > 1000000000000000;

create table slo_hour (
    slo          text not null,
    hour         timestamptz not null,
    counted      smallint not null,
    empty        smallint not null,
    not_a_number smallint not null,
    failed       smallint not null,
    good         bigint not null,
    total        bigint not null,
    primary key (slo, hour)
);
comment on table slo_hour is 'Sums of slo_minute per hour.';

create table slo_week (
    slo        text not null,
    week_start date not null,
    bad        bigint not null check (bad >= 0),
    total      bigint not null check (total >= bad),
    imported   boolean not null,
    primary key (slo, week_start)
);
comment on table slo_week is 'Bad and total events of each SLO per week, kept indefinitely.';

create table error_budget_hour (
    slo           text not null,
    objective     text not null,
    hour          timestamptz not null,
    state         text not null,
    good          double precision not null,
    total         double precision not null,
    allowed_bad   double precision not null,
    remaining     double precision,
    data_coverage double precision not null,
    primary key (slo, objective, hour)
);
comment on table error_budget_hour is 'State of each error budget per hour.';
create index error_budget_hour_hour on error_budget_hour (hour);

create table slo_alert (
    id             bigint generated always as identity primary key,
    slo            text not null,
    service        text not null,
    objective      text not null,
    rule           text not null,
    severity       text not null,
    started_at     timestamptz not null,
    start_evidence text not null,
    ended_at       timestamptz,
    end_evidence   text,
    detected_at    timestamptz not null,
    opens_incident boolean not null default false,
    start_imported boolean not null default false,
    end_imported   boolean not null default false
);
comment on table slo_alert is 'Burn-rate alerts of objectives.';
create unique index slo_alert_open on slo_alert (slo, objective, rule) where ended_at is null;
create index slo_alert_newest on slo_alert (slo, started_at desc);
create index slo_alert_not_imported on slo_alert (id) where opens_incident and not end_imported;
create index slo_alert_detected on slo_alert (service, detected_at);

-- Incidents

create table incident (
    id             text primary key,
    service        text not null,
    change         text,
    state          text not null check (state in ('OPEN', 'MITIGATED', 'RESOLVED', 'REVIEWED')),
    severity       text not null,
    opened_at      timestamptz not null,
    last_signal_at timestamptz not null,
    external_id    text unique,
    details        jsonb not null
);
comment on table incident is 'Incidents; details holds the rest of the record as one document.';
create index incident_open on incident (service, last_signal_at desc) where state in ('OPEN', 'MITIGATED');
create index incident_newest on incident (opened_at desc, id);
create index incident_with_follow_ups on incident (opened_at, id) where details -> 'followUps' <> '[]';

create table incident_timeline_entry (
    number      bigint generated always as identity primary key,
    incident    text not null references incident (id),
    occurred_at timestamptz not null,
    source      text not null,
    kind        text not null,
    text        text not null,
    dedup_key   text,
    unique (incident, dedup_key)
);
comment on table incident_timeline_entry is 'Timeline entries of incidents; append-only by convention.';
create index incident_timeline_entry_incident on incident_timeline_entry (incident, number);
create index incident_timeline_entry_dedup_key on incident_timeline_entry (dedup_key) where dedup_key is not null;
create index incident_timeline_entry_reviewed on incident_timeline_entry (occurred_at) where kind = 'reviewed';

create table incident_alert (
    fingerprint text not null,
    starts_at   timestamptz not null,
    service     text not null,
    incident    text references incident (id),
    firing      boolean not null,
    received_at timestamptz not null,
    labels      jsonb not null,
    updated_at  timestamptz not null,
    summary     text not null,
    source      text not null default 'ALERTMANAGER' check (source in ('ALERTMANAGER', 'SLO')),
    primary key (fingerprint, starts_at)
);
comment on table incident_alert is
    'Alerts from Alertmanager and from burn rates, each with the incident it belongs to.';
create index incident_alert_incident on incident_alert (incident);
create index incident_alert_unassigned on incident_alert (service, received_at) where incident is null;
create index incident_alert_firing on incident_alert (service) where firing;
create index incident_alert_received on incident_alert (service, received_at);

create table rollback_import_cursor (
    singleton  boolean primary key default true check (singleton),
    read_until timestamptz not null
);
comment on table rollback_import_cursor is 'The time up to which rollout decisions were imported as incidents.';

create table incident_template (
    name text primary key,
    spec jsonb not null
);
comment on table incident_template is 'Templates of incidents.';

create table follow_up_check_result (
    incident      text not null references incident (id),
    number        integer not null,
    verdict       text not null check (verdict in ('PASSED', 'FAILED', 'UNKNOWN')),
    reason        text not null,
    evidence      jsonb not null,
    checked_at    timestamptz not null,
    verdict_since timestamptz not null,
    primary key (incident, number)
);
comment on table follow_up_check_result is 'The last result of each follow-up check.';

create table detection_drill (
    id                       text primary key,
    service                  text not null,
    cause                    text not null,
    phase                    text not null check (phase in ('BEFORE', 'AFTER')),
    injected_at              timestamptz not null,
    ended_at                 timestamptz check (ended_at >= injected_at),
    detection_window_seconds bigint not null check (detection_window_seconds >= 0),
    note                     text not null,
    recorded_at              timestamptz not null,
    recorded_by              text not null
);
comment on table detection_drill is 'Faults injected on purpose to measure detection.';
create index detection_drill_newest on detection_drill (service, injected_at desc);

-- Changes

create table change (
    id             text primary key,
    source         text not null,
    external_id    text not null,
    service        text not null,
    environment    text not null,
    kind           text not null check (kind in ('CODE', 'CONFIG', 'SCHEMA', 'INFRASTRUCTURE')),
    status         text not null check (status in ('RUNNING', 'COMPLETED', 'ABORTED')),
    started_at     timestamptz not null,
    finished_at    timestamptz check ((finished_at is null) = (status = 'RUNNING')),
    committed_at   timestamptz,
    title          text not null,
    author         text,
    artifact       text,
    link           text,
    unplanned      boolean not null,
    fixes          text references change (id),
    rolled_back_at timestamptz,
    outcome        text check (outcome in ('CLEAN', 'FAILED', 'MAJOR')),
    outcome_reason text,
    recorded_at    timestamptz not null,
    technologies   text[],
    unique (source, external_id)
);
comment on table change is 'Changes to production reported by pipelines and other tools.';
create index change_newest on change (service, environment, finished_at desc);
create index change_fixes on change (fixes) where fixes is not null;
create index change_introducing on change (id) where technologies is not null;

create table change_rollback (
    source      text not null,
    external_id text not null,
    change      text not null references change (id),
    primary key (source, external_id)
);
comment on table change_rollback is 'Reports that rolled a change back, so that each counts once.';

create table change_lesson (
    id          text primary key,
    environment text not null,
    flag        text not null,
    created_at  timestamptz not null,
    created_by  text not null,
    lesson      text not null,
    related_to  text not null
);
comment on table change_lesson is 'Lessons learned from the change of a flag.';
create index change_lesson_flag on change_lesson (environment, flag, created_at);

create table sbom_diff (
    change      text primary key,
    components  text[] not null,
    compared_at timestamptz not null,
    recorded_by text not null
);
comment on table sbom_diff is 'Components that a change adds according to its SBOMs.';

-- Notifications

create table event_cursor (
    singleton    boolean primary key default true check (singleton),
    event_source uuid not null default gen_random_uuid(),
    audit_number bigint not null
);
comment on table event_cursor is
    'The audit log entry up to which events were created, and the CloudEvents source of this installation.';
insert into event_cursor (audit_number) select number from audit_head;

create table event (
    number      bigint generated always as identity primary key,
    id          text not null unique,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    kind        text not null,
    service     text not null,
    topic       text not null,
    payload     jsonb not null
);
comment on table event is 'Events derived from the audit log and from observed states, kept for 30 days.';
create index event_age on event (recorded_at);

create table last_known_state (
    subject      text primary key,
    value        text not null,
    change_count bigint not null,
    changed_at   timestamptz not null,
    event_id     text
);
comment on table last_known_state is
    'The last observed state of holds, gates and objectives, so that a change is reported once.';

create table notification_channel (
    name             text primary key,
    type             text not null check (type in ('WEBHOOK', 'SLACK', 'PAGERDUTY')),
    url              text not null,
    secret           text not null,
    encrypted_secret bytea
);
comment on table notification_channel is
    'Notification channels; encrypted_secret replaces secret where an encryption key is configured.';

create table notification_rule (
    name    text primary key,
    channel text not null references notification_channel (name),
    spec    jsonb not null
);
comment on table notification_rule is 'Notification rules: which events go to which channel.';

create table notification_delivery (
    number           bigint generated always as identity primary key,
    channel          text not null,
    rule             text not null,
    topic            text not null,
    event_ids        text[] not null,
    severity         text not null,
    state            text not null check (state in ('PENDING', 'DELIVERED', 'REJECTED', 'EXPIRED', 'SUPPRESSED')),
    created_at       timestamptz not null,
    due_at           timestamptz not null,
    leased_until     timestamptz,
    attempts         integer not null default 0,
    first_attempt_at timestamptz,
    last_attempt_at  timestamptz,
    last_http_status integer,
    last_response    text
);
comment on table notification_delivery is 'Outbox of notification messages with their delivery state.';
create index notification_delivery_due on notification_delivery (due_at) where state = 'PENDING';
create index notification_delivery_topic on notification_delivery (rule, topic, number desc);
create index notification_delivery_age on notification_delivery (created_at);

-- Capacity

create table work_item (
    source    text not null,
    key       text not null,
    team      text not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    details   jsonb not null,
    primary key (source, key)
);
comment on table work_item is 'Work items of teams by source; details holds the rest of the record as one document.';
create index work_item_team on work_item (team, closed_at);

create table capacity_policy (
    team   text primary key,
    policy jsonb not null
);
comment on table capacity_policy is 'Capacity policy of each team; the empty name is the whole organization.';

create table capacity_plan (
    number     bigint generated always as identity primary key,
    team       text not null,
    created_at timestamptz not null,
    split      jsonb not null,
    rule       text,
    created_by text not null,
    reason     text not null
);
comment on table capacity_plan is
    'Capacity plans; the newest of a team is in force, and rule is null where a person set the split.';
create index capacity_plan_team on capacity_plan (team, number);

create table capacity_requirement (
    id        text primary key,
    team      text not null,
    starts_at timestamptz not null,
    ends_at   timestamptz not null,
    rule      jsonb not null,
    check (ends_at >= starts_at)
);
comment on table capacity_requirement is
    'Minimum capacity that a team must spend on a kind of work before changes proceed.';
create index capacity_requirement_ends_at on capacity_requirement (ends_at);

-- Technologies

create table decision_record (
    id         text primary key,
    text       text not null,
    accepted   boolean not null,
    changed_at timestamptz not null
);
comment on table decision_record is 'Architecture decision records in Markdown (MADR).';

create table technology (
    key  text primary key,
    spec jsonb not null
);
comment on table technology is 'The technology register.';

create table technology_ring_change (
    technology      text not null references technology (key),
    number          integer not null check (number > 0),
    changed_at      timestamptz not null,
    from_ring       text check ((from_ring is null) = (number = 1)),
    to_ring         text not null check (to_ring in ('ADOPT', 'TRIAL', 'ASSESS', 'HOLD')),
    reason          text not null,
    changed_by      text not null,
    decision_record text references decision_record (id),
    primary key (technology, number)
);
comment on table technology_ring_change is 'Ring changes of technologies; append-only by convention.';

create table technology_policy (
    singleton               boolean primary key default true check (singleton),
    innovation_tokens       integer not null check (innovation_tokens between 0 and 100),
    novelty_threshold_hours double precision not null check (novelty_threshold_hours > 0),
    required_declaration    text not null check (required_declaration in ('NONE', 'DECLARATION', 'SBOM'))
);
comment on table technology_policy is
    'Innovation tokens and declaration requirements; without the row the defaults apply.';

create table rollout_technology (
    rollout      text primary key,
    service      text not null,
    technologies text[] not null,
    completed    boolean not null,
    ended_at     timestamptz not null
);
comment on table rollout_technology is 'Technologies that the flag of an ended rollout declared.';
create index rollout_technology_ended on rollout_technology (ended_at);

-- Forecasts

create table forecast (
    number      bigint generated always as identity unique,
    id          text primary key,
    event_class text not null,
    origin      text unique,
    statement   text not null,
    event       text not null,
    as_of       timestamptz not null,
    horizon     timestamptz not null check (horizon > as_of),
    resolve_by  timestamptz not null check (resolve_by >= horizon),
    probability double precision check (probability > 0 and probability < 1),
    base_events bigint check (base_events >= 0),
    base_trials bigint check (base_trials >= base_events),
    quantiles   jsonb,
    unit        text,
    model       text not null,
    inputs      text not null,
    data_hash   text not null,
    author      text not null,
    resolver    text not null check (resolver <> author),
    supersedes  text unique references forecast (id),
    reason      text not null,
    recorded_at timestamptz not null,
    check ((probability is null) <> (quantiles is null)),
    check ((probability is null) = (base_events is null) and (probability is null) = (base_trials is null)),
    check ((quantiles is null) = (unit is null))
);
comment on table forecast is 'Forecasts as they were made; append-only.';
create index forecast_event_class on forecast (event_class, number desc);
create trigger forecast_append_only before update or delete or truncate on forecast
    for each statement execute function reject_modification();

create table forecast_resolution (
    forecast    text primary key references forecast (id),
    outcome     double precision,
    resolved_at timestamptz not null,
    resolved_by text not null,
    late        boolean not null,
    note        text not null
);
comment on table forecast_resolution is 'Outcomes of forecasts; append-only.';
create trigger forecast_resolution_append_only before update or delete or truncate on forecast_resolution
    for each statement execute function reject_modification();

create table forecast_cursor (
    event_class text primary key,
    read_until  timestamptz not null
);
comment on table forecast_cursor is 'The time up to which records were read to create forecasts.';

-- Change risk

create table risk_assessment (
    number      bigint generated always as identity unique,
    id          text primary key,
    environment text not null,
    flag        text not null,
    created_at  timestamptz not null,
    valid_until timestamptz not null check (valid_until > created_at),
    author      text not null,
    case_text   text not null,
    history     json,
    files       json not null,
    result      json not null
);
comment on table risk_assessment is 'Risk assessments with their inputs and result; append-only.';
create index risk_assessment_flag on risk_assessment (environment, flag, number desc);
create trigger risk_assessment_append_only before update or delete or truncate on risk_assessment
    for each statement execute function reject_modification();

create table risk_decision (
    assessment    text primary key references risk_assessment (id),
    course        text not null,
    migrates      boolean not null,
    starts_on     date not null,
    required_work text[] not null,
    decided_at    timestamptz not null,
    decided_by    text not null,
    consulted     text[] not null,
    dissent       text not null,
    reason        text not null
);
comment on table risk_decision is 'The decision on each assessment; append-only.';
create trigger risk_decision_append_only before update or delete or truncate on risk_decision
    for each statement execute function reject_modification();

create table risk_work_completion (
    assessment   text not null references risk_assessment (id),
    item         text not null,
    completed_at timestamptz not null,
    weeks        double precision not null check (weeks >= 0),
    completed_by text not null,
    evidence     text not null,
    primary key (assessment, item)
);
comment on table risk_work_completion is 'Completed work that an assessment required; append-only.';
create trigger risk_work_completion_append_only before update or delete or truncate on risk_work_completion
    for each statement execute function reject_modification();

create table risk_policy (
    environment  text primary key,
    required_for text[] not null
);
comment on table risk_policy is 'Change classes that require a risk assessment in each environment.';

create table risk_case (
    name text primary key,
    spec text not null
);
comment on table risk_case is 'Named risk cases.';

-- Maintenance

create table write_probe (
    singleton  boolean primary key default true check (singleton),
    written_at timestamptz not null default now()
);
comment on table write_probe is
    'The row that servers update every second to detect whether the database accepts writes.';
insert into write_probe default values;

create table quarantined_row (
    id             bigint generated always as identity primary key,
    quarantined_at timestamptz not null,
    source_table   text not null,
    environment    text,
    reason         text not null,
    content        jsonb not null
);
comment on table quarantined_row is 'Rows that could not be processed, with the reason and their content as JSON.';
create index quarantined_row_age on quarantined_row (quarantined_at);

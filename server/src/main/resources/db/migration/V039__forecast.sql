-- Forecasts, as they were made. A prediction is a probability, with the base rate known then, or quantiles with their
-- unit. `inputs` is the text whose SHA-256 is `data_hash`. `origin` is what the server made a forecast of, once; null for
-- one that a person made. A row is never changed: one that supersedes another names it.
create table forecast (
    number      bigint           generated always as identity unique,
    id          text             primary key,
    event_class text             not null,
    origin      text             unique,
    statement   text             not null,
    event       text             not null,
    as_of       timestamptz      not null,
    horizon     timestamptz      not null check (horizon > as_of),
    resolve_by  timestamptz      not null check (resolve_by >= horizon),
    probability double precision check (probability > 0 and probability < 1),
    base_events bigint           check (base_events >= 0),
    base_trials bigint           check (base_trials >= base_events),
    quantiles   jsonb,
    unit        text,
    model       text             not null,
    inputs      text             not null,
    data_hash   text             not null,
    author      text             not null,
    resolver    text             not null check (resolver <> author),
    supersedes  text             unique references forecast (id),
    reason      text             not null,
    recorded_at timestamptz      not null,
    check ((probability is null) <> (quantiles is null)),
    check ((probability is null) = (base_events is null) and (probability is null) = (base_trials is null)),
    check ((quantiles is null) = (unit is null))
);
create index forecast_of_class on forecast (event_class, number desc);

-- What came of them: `outcome` is 0 or 1 for a probability, the amount for quantiles, and null for one that is void.
create table forecast_resolution (
    forecast    text        primary key references forecast (id),
    outcome     double precision,
    resolved_at timestamptz not null,
    resolver    text        not null,
    late        boolean     not null,
    note        text        not null
);

create function forecast_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'forecasts are append-only';
end
$$;
create trigger forecast_append_only before update or delete or truncate on forecast
    for each statement execute function forecast_is_append_only();
create trigger forecast_resolution_append_only before update or delete or truncate on forecast_resolution
    for each statement execute function forecast_is_append_only();

-- Up to when records have been read of which the server makes forecasts.
create table forecast_reading (
    event_class text        primary key,
    read_to     timestamptz not null
);

-- Reviews are looked for by when they were made, and promises among incidents that have any.
create index incident_entry_reviewed on incident_entry (at) where kind = 'reviewed';
create index incident_with_follow_ups on incident (opened_at, id) where record -> 'followUps' <> '[]';

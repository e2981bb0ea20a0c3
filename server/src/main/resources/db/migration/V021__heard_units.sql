-- When a unit was last counted as heard of under an exposure, by the server's clock: at its first call, and again at the
-- earliest two and a half minutes later.
alter table trial_unit add column heard_at timestamptz not null default now();

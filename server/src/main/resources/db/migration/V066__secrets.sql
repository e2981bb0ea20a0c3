-- The SHA-256 of the secret with which a process sent its first batch; only batches with the same secret count as its
-- own. Null for processes that send none.
alter table outcome_total add column secret_hash bytea;

-- The secret of a sink, encrypted with a key that is not in the database. While it is null, the secret stands in the
-- column secret, as older servers store it.
alter table event_sink add column sealed_secret bytea;

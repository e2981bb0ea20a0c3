-- Binds a session that the admin token opened to that token: SHA-256 of the session's token and the admin token.
-- Null for a person's session. A session of the admin token without a hash has ended.
ALTER TABLE console_session ADD COLUMN admin_token_hash bytea;

-- The ledger: each entry's hash covers the entry and the hash before it, so that no entry can be changed, dropped or slipped in unseen.
CREATE TABLE audit_entry (
    number        bigint      PRIMARY KEY,
    at            timestamptz NOT NULL,
    actor         text        NOT NULL,
    action        text        NOT NULL,
    subject       text        NOT NULL,
    reason        text        NOT NULL,
    before_json   text,
    after_json    text,
    previous_hash text        NOT NULL,
    hash          text        NOT NULL
);
CREATE INDEX audit_entry_subject ON audit_entry (subject, number);

-- The end of the chain. Its row lock makes writers queue until the transaction before them has ended.
CREATE TABLE audit_head (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    number   bigint  NOT NULL,
    hash     text    NOT NULL
);
INSERT INTO audit_head (number, hash) VALUES (0, '');

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit ledger is append-only';
END
$$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

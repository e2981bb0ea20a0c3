-- For the move of the ledger to another database: both have these tables.

-- Both databases list messages in the same order, whatever their collation.
CREATE INDEX message_key ON message (message_id COLLATE "C", initiating_party COLLATE "C");
CREATE INDEX transfer_debtor ON transfer (debtor_account);

-- Messages that this database has booked and the other one has not.
CREATE TABLE repair (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    debtor      text        NOT NULL,
    stage       text        NOT NULL,
    content     bytea       NOT NULL,
    received_at timestamptz NOT NULL,
    cause       text        NOT NULL,
    kept_at     timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX repair_debtor ON repair (debtor);

-- One row once the new database's word counts: from then on it may have what the old one lacks.
CREATE TABLE new_store_counts (
    only_row boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    since    timestamptz NOT NULL DEFAULT now()
);

-- How far the copying of older messages has come.
CREATE TABLE backfill (
    only_row         boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    message_id       text    NOT NULL,
    initiating_party text    NOT NULL
);

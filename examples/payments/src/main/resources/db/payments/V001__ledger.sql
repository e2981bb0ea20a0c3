-- A double-entry ledger of credit transfers. Amounts are integers in the smallest unit of their currency.

CREATE SEQUENCE message_number;

CREATE TABLE message (
    id               bigint PRIMARY KEY DEFAULT nextval('message_number'),
    message_id       text        NOT NULL CHECK (length(message_id) BETWEEN 1 AND 35),
    initiating_party text        NOT NULL CHECK (length(initiating_party) BETWEEN 1 AND 200),
    content_sha256   bytea       NOT NULL CHECK (octet_length(content_sha256) = 32),
    transfers        integer     NOT NULL CHECK (transfers > 0),
    -- RECEIVED: booking has begun and may be unfinished. ACCEPTED: every transfer is booked.
    state            text        NOT NULL CHECK (state IN ('RECEIVED', 'ACCEPTED')),
    received_at      timestamptz NOT NULL,
    UNIQUE (message_id, initiating_party)
);

CREATE TABLE transfer (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message          bigint  NOT NULL REFERENCES message,
    end_to_end_id    text    NOT NULL CHECK (length(end_to_end_id) BETWEEN 1 AND 35),
    -- 1, but for transfers without an end-to-end id of their own (NOTPROVIDED): their ordinal in the message.
    occurrence       integer NOT NULL CHECK (occurrence > 0),
    debtor_account   text    NOT NULL CHECK (length(debtor_account) BETWEEN 1 AND 34),
    creditor_account text    NOT NULL CHECK (length(creditor_account) BETWEEN 1 AND 34),
    currency         text    NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    amount_minor     bigint  NOT NULL CHECK (amount_minor > 0),
    UNIQUE (message, end_to_end_id, occurrence)
);

-- The two legs of a transfer: a debit (D, below zero) and a credit (C, above zero).
CREATE TABLE posting (
    transfer     bigint NOT NULL REFERENCES transfer,
    side         text   NOT NULL CHECK (side IN ('D', 'C')),
    account      text   NOT NULL,
    currency     text   NOT NULL,
    amount_minor bigint NOT NULL CHECK (CASE side WHEN 'D' THEN amount_minor < 0 ELSE amount_minor > 0 END),
    PRIMARY KEY (transfer, side)
);

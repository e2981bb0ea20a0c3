-- The sum of all credits, in one row. Used only while the fault "slow-tail" is on; the ledger does not need it.

CREATE TABLE settlement_position (
    account        text PRIMARY KEY,
    credited_minor numeric     NOT NULL,
    counted_at     timestamptz NOT NULL
);

INSERT INTO settlement_position VALUES ('SETTLEMENT', 0, 'epoch');

-- What was handed over to clearing: each cut holds the transfers after the last one of the cut before, up to its own.
CREATE TABLE clearing_cut (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    last_transfer bigint      NOT NULL,
    transfers     bigint      NOT NULL CHECK (transfers >= 0),
    cut_at        timestamptz NOT NULL DEFAULT now()
);

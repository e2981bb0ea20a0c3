-- Why each definition came to be, as its author said it.
ALTER TABLE flag_set ADD COLUMN reason text NOT NULL DEFAULT '';

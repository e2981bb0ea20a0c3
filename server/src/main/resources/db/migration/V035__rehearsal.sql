-- What a drill sends through the candidate for keys that belong to nobody, and what came of it; null where its plan
-- names no address for that.
alter table rollback_drill add column rehearsal jsonb;

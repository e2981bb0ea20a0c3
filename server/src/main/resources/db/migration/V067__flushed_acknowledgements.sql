-- Whether a process that acknowledged a revision had sent the outcomes of every call that an earlier exposure decided; null
-- for processes that do not report it.
alter table sdk_ack add column flushed boolean;

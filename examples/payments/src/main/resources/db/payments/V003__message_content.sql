-- Whether a content has been booked before is asked after every payment while a rollout runs.
CREATE INDEX message_content ON message (content_sha256);

-- The trace that a message is a part of, as W3C traceparent; empty where nobody traces.
ALTER TABLE outbox ADD COLUMN traceparent text;
-- The trace in which it was accepted: filing goes on with it.
ALTER TABLE accepted_event ADD COLUMN traceparent text;

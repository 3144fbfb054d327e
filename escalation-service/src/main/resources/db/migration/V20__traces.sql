-- The trace that a message is a part of, as W3C traceparent; empty where nobody traces.
ALTER TABLE outbox ADD COLUMN traceparent text;

-- The trace that a message is a part of, as W3C traceparent; empty while tracing is off.
ALTER TABLE outbox ADD COLUMN traceparent text;

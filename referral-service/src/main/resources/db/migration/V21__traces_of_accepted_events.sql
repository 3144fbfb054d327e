-- The trace in which it was accepted: filing goes on with it. Apart from the outbox: whoever locks two tables in one
-- migration and whoever files an event meanwhile may wait for each other.
ALTER TABLE accepted_event ADD COLUMN traceparent text;

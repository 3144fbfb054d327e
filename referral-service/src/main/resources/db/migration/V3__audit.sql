-- platform/audit: who did or saw what. Written before the answer, never changed.
CREATE TABLE audit_entry (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry uuid NOT NULL UNIQUE,
    at timestamptz NOT NULL,
    caller text NOT NULL,
    agency text NOT NULL,
    roles text[] NOT NULL,
    action text NOT NULL,
    about uuid[] NOT NULL,
    purpose text NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('ALLOWED', 'REFUSED')),
    request uuid NOT NULL,
    -- SHA-256 of the row's canonical JSON (RFC 8785).
    digest bytea NOT NULL CHECK (octet_length(digest) = 32)
);
CREATE INDEX audit_entry_about ON audit_entry USING gin (about);
CREATE INDEX audit_entry_caller ON audit_entry (caller, at);
-- A row stays as it was written, also for the role that writes.
CREATE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit rows are not changed';
END
$$;
CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_stays();

-- platform/audit: the chain over the audit rows. A row stays open until the sealer has tied it to all before it.

-- Which transaction wrote the row: numbers are given before a transaction ends and say nothing about the order in which
-- rows appear. Rows from before count as written here.
ALTER TABLE audit_entry ADD COLUMN written_in xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX audit_entry_written_in ON audit_entry (written_in);

-- Each sealed row's place. Its digest outlives its content: of an erased row this is what remains.
CREATE TABLE audit_seal (
    position bigint PRIMARY KEY,
    number bigint NOT NULL UNIQUE,
    entry uuid NOT NULL UNIQUE,
    digest bytea NOT NULL CHECK (octet_length(digest) = 32),
    -- SHA-256 of the link before it, the place, the row's number and id, and the digest.
    link bytea NOT NULL CHECK (octet_length(link) = 32),
    -- The order under which the row's content was erased.
    erased_under uuid
);

-- The end of the chain. The one sealer at work holds this row.
CREATE TABLE audit_head (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    position bigint NOT NULL,
    link bytea NOT NULL CHECK (octet_length(link) = 32),
    -- Everything that a transaction before this one wrote is in the chain.
    sealed_before xid8 NOT NULL,
    sealed_at timestamptz
);
INSERT INTO audit_head (position, link, sealed_before) VALUES (0, decode(repeat('00', 32), 'hex'), '0');

-- A row stays as it was written, but for one whose place says under which order it was erased.
DROP TRIGGER audit_entry_stays ON audit_entry;
CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_stays();
CREATE FUNCTION audit_entry_leaves_under_an_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM audit_seal WHERE number = OLD.number AND erased_under IS NOT NULL) THEN
        RAISE EXCEPTION 'audit rows are not changed';
    END IF;
    RETURN OLD;
END
$$;
CREATE TRIGGER audit_entry_leaves_under_an_order BEFORE DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_leaves_under_an_order();
CREATE TRIGGER audit_seal_stays BEFORE DELETE OR TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_stays();
CREATE FUNCTION audit_seal_says_erased_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.erased_under IS NOT NULL
        OR (NEW.position, NEW.number, NEW.entry, NEW.digest, NEW.link)
            IS DISTINCT FROM (OLD.position, OLD.number, OLD.entry, OLD.digest, OLD.link) THEN
        RAISE EXCEPTION 'audit rows are not changed';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER audit_seal_says_erased_once BEFORE UPDATE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION audit_seal_says_erased_once();

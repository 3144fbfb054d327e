-- Roles of the chronology's database. Run once by a superuser in the new, empty database, before the
-- service starts; running it again changes nothing. Why so many roles: docs/adr/0003, 0018.
--
--   chronology_owner   owns the schema and its tables; only Flyway signs in as it
--   chronology_writer  appends facts and access records; the consumers' role
--   chronology_access  reads who is confirmed for whom, and no fact; decides which persons may be read
--   chronology_reader  reads facts of the persons set for the transaction, and of nobody else
--   chronology_audit   reads, seals and verifies the audit rows, and no fact
--   chronology_exporter  asks for files of a child's timeline and fetches its own, of the persons set
--   chronology_maker   makes these files and removes them; sees no fact
--   chronology_steward sets facts right in a rebuild, and erases what was ordered
--   chronology         signs in for the service; no right on any fact until it takes one of these
--                      roles for a transaction (NOINHERIT)
--
-- Passwords are not set here: whoever runs a server that asks for them adds
-- ALTER ROLE chronology PASSWORD '...' and ALTER ROLE chronology_owner PASSWORD '...'.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY[
        'chronology_writer', 'chronology_access', 'chronology_reader', 'chronology_audit',
        'chronology_exporter', 'chronology_maker', 'chronology_steward'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', wanted);
        END IF;
        -- A role made earlier by somebody else's hand must not keep powers that see through the policies.
        EXECUTE format(
            'ALTER ROLE %I NOLOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE', wanted);
    END LOOP;
    FOREACH wanted IN ARRAY ARRAY['chronology_owner', 'chronology'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOINHERIT', wanted);
        END IF;
        EXECUTE format(
            'ALTER ROLE %I LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE', wanted);
    END LOOP;
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO chronology, chronology_owner', current_database());
    -- What should stand is put beside what stands, for as long as a transaction.
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO chronology_steward', current_database());
END
$$;

GRANT chronology_writer TO chronology WITH INHERIT FALSE, SET TRUE;
GRANT chronology_access TO chronology WITH INHERIT FALSE, SET TRUE;
GRANT chronology_reader TO chronology WITH INHERIT FALSE, SET TRUE;
GRANT chronology_audit TO chronology WITH INHERIT FALSE, SET TRUE;
GRANT chronology_exporter TO chronology WITH INHERIT FALSE, SET TRUE;
GRANT chronology_maker TO chronology WITH INHERIT FALSE, SET TRUE;
GRANT chronology_steward TO chronology WITH INHERIT FALSE, SET TRUE;

ALTER SCHEMA public OWNER TO chronology_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public
    TO chronology, chronology_writer, chronology_access, chronology_reader, chronology_audit, chronology_exporter,
        chronology_maker, chronology_steward;

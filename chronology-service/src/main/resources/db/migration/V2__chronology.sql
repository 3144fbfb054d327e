-- The chronology: facts, what they were about, what was said of them later, who may read them.
-- Everything here is a set of rows that are only ever added; what is true on a day is read from the
-- set, so the order of arrival leaves no trace. The two exceptions are named where they stand.

-- Which persons the transaction may read. Never set, or left over as '' from an earlier transaction
-- on the same connection, is an error and not an empty list: current_setting without missing_ok, and
-- ''::uuid[] is malformed.
CREATE FUNCTION granted_persons() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT current_setting('wp.granted_persons')::uuid[] $$;

-- A record belongs to one person at a time; record-opened, merge and split each say which from then on,
-- and what is filed says it where one of those three has not arrived.
CREATE TABLE record_membership (
    record uuid NOT NULL,
    sequence bigint NOT NULL,
    person uuid NOT NULL,
    known_at timestamptz NOT NULL,
    -- A merge said so: who might read before may read on. Any other change of person is a split.
    merged boolean NOT NULL,
    PRIMARY KEY (record, sequence)
);
CREATE INDEX record_membership_person ON record_membership (person);

-- The latest membership of each record (exception one: kept up to date, always the row of
-- record_membership with the greatest (known_at, sequence)). The policies below hang on it.
CREATE TABLE record_now (
    record uuid PRIMARY KEY,
    person uuid NOT NULL,
    known_at timestamptz NOT NULL,
    sequence bigint NOT NULL
);
CREATE INDEX record_now_person ON record_now (person);

CREATE TABLE record_opening (
    record uuid NOT NULL,
    sequence bigint NOT NULL,
    known_at timestamptz NOT NULL,
    birth_date date,
    expected_birth_date date,
    given_name text,
    family_name text,
    PRIMARY KEY (record, sequence)
);

CREATE TABLE confirmation (
    record uuid NOT NULL,
    sequence bigint NOT NULL,
    -- Whom it was said of; after a merge or split not the one to whom the record belongs now.
    person uuid NOT NULL,
    event uuid NOT NULL,
    known_at timestamptz NOT NULL,
    practitioner text NOT NULL,
    held_as text NOT NULL CHECK (held_as IN ('LEAD', 'NAMED')),
    from_at timestamptz NOT NULL,
    until_at timestamptz,
    ended boolean NOT NULL,
    confirmed_by text NOT NULL,
    PRIMARY KEY (record, sequence)
);
CREATE INDEX confirmation_practitioner ON confirmation (practitioner);

CREATE TABLE entry (
    record uuid NOT NULL,
    event uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('FACT', 'ALERT', 'DISSENT')),
    type text NOT NULL,
    agency text,
    -- The beginning of what happened, for the order of pages; the columns after it hold what was said.
    happened_at timestamptz NOT NULL,
    happened_day date NOT NULL,
    happened_last_day date NOT NULL,
    happened_from text NOT NULL,
    happened_to text,
    precision text NOT NULL,
    recorded_at timestamptz,
    received_at timestamptz,
    known_at timestamptz NOT NULL,
    author_role text,
    author_practitioner text,
    basis text,
    significance_level text,
    significance_direction text,
    sensitivity text NOT NULL,
    lawful_basis text,
    claims jsonb NOT NULL,
    details jsonb NOT NULL,
    summary text,
    child_voice text,
    action text,
    outcome_note text,
    reasons text,
    reason text,
    member_name text,
    source_system text,
    source_id text,
    source_version bigint,
    PRIMARY KEY (record, event)
);
CREATE INDEX entry_page ON entry (record, happened_at DESC, event DESC);
CREATE INDEX entry_last_heard ON entry (record, agency, happened_last_day DESC)
    WHERE kind = 'FACT' AND type <> 'retraction';

-- Which message told an entry: an entry that is gone is missed, and its message asked for again. Ids and numbers alone,
-- in the order of telling; a message that told the entry once more has a row of its own.
CREATE TABLE entry_message (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id uuid NOT NULL,
    topic text NOT NULL,
    record uuid NOT NULL,
    sequence bigint NOT NULL,
    event uuid NOT NULL,
    agency text,
    known_at timestamptz NOT NULL
);
CREATE INDEX entry_message_known ON entry_message USING brin (known_at);

-- What was said about an entry after it: it may be here before the entry itself.
CREATE TABLE entry_mark (
    record uuid NOT NULL,
    event uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN (
        'RETRACTED', 'SUPERSEDED', 'DISPUTED', 'ADDED_TO', 'ACKNOWLEDGED', 'RESOLVED', 'WITHDRAWN')),
    stated_by uuid NOT NULL,
    known_at timestamptz NOT NULL,
    practitioner text,
    -- Of an alert that was added to: what it says since.
    details jsonb,
    PRIMARY KEY (record, event, kind, stated_by, known_at)
);

-- No fact about a child in the following three.

-- Agencies from which anything was ever received (exception two: the earliest time is kept).
CREATE TABLE agency_heard (
    agency text PRIMARY KEY,
    first_known_at timestamptz NOT NULL
);

CREATE TABLE directory_agency (
    agency text PRIMARY KEY,
    sequence bigint NOT NULL,
    name text NOT NULL,
    active boolean NOT NULL
);

CREATE TABLE directory_practitioner (
    practitioner text PRIMARY KEY,
    sequence bigint NOT NULL,
    name text NOT NULL,
    agency text NOT NULL,
    active boolean NOT NULL
);

-- First wall's second half: what each role may touch at all. Facts cannot be changed or deleted by
-- anybody but the owner.
GRANT SELECT, INSERT ON record_membership, record_opening, confirmation, entry, entry_message,
    entry_mark TO chronology_writer;
GRANT SELECT, INSERT, UPDATE ON record_now, agency_heard, directory_agency, directory_practitioner
    TO chronology_writer;

GRANT SELECT ON record_membership, confirmation, directory_practitioner TO chronology_access;

GRANT SELECT ON record_membership, record_now, record_opening, confirmation, entry, entry_mark,
    agency_heard, directory_agency, directory_practitioner TO chronology_reader;

-- platform/messaging works under the login role itself: outside the scope in which the service takes a
-- role (docs/adr/0003). These tables hold numbers and message ids.
GRANT SELECT, INSERT, UPDATE, DELETE ON service_clock, outbox_number, outbox, inbox, inbox_number,
    inbox_gap, quarantine, looking_round, inbox_tally TO chronology;

-- Second wall. FORCE: the owner is bound as well, and has no policy, so it sees nothing.
-- "granted_persons() IS NOT NULL" looks idle, and is what makes forgetting the list an error also where
-- no row would have been met: without columns in it, the planner asks it once before it scans.
ALTER TABLE record_membership ENABLE ROW LEVEL SECURITY;
ALTER TABLE record_membership FORCE ROW LEVEL SECURITY;
ALTER TABLE record_now ENABLE ROW LEVEL SECURITY;
ALTER TABLE record_now FORCE ROW LEVEL SECURITY;
ALTER TABLE record_opening ENABLE ROW LEVEL SECURITY;
ALTER TABLE record_opening FORCE ROW LEVEL SECURITY;
ALTER TABLE confirmation ENABLE ROW LEVEL SECURITY;
ALTER TABLE confirmation FORCE ROW LEVEL SECURITY;
ALTER TABLE entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE entry FORCE ROW LEVEL SECURITY;
ALTER TABLE entry_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE entry_message FORCE ROW LEVEL SECURITY;
ALTER TABLE entry_mark ENABLE ROW LEVEL SECURITY;
ALTER TABLE entry_mark FORCE ROW LEVEL SECURITY;

CREATE POLICY writer_appends ON record_membership TO chronology_writer USING (true) WITH CHECK (true);
CREATE POLICY writer_keeps ON record_now TO chronology_writer USING (true) WITH CHECK (true);
CREATE POLICY writer_appends ON record_opening TO chronology_writer USING (true) WITH CHECK (true);
CREATE POLICY writer_appends ON confirmation TO chronology_writer USING (true) WITH CHECK (true);
CREATE POLICY writer_appends ON entry TO chronology_writer USING (true) WITH CHECK (true);
CREATE POLICY writer_appends ON entry_message TO chronology_writer USING (true) WITH CHECK (true);
CREATE POLICY writer_appends ON entry_mark TO chronology_writer USING (true) WITH CHECK (true);

CREATE POLICY access_decides ON record_membership FOR SELECT TO chronology_access USING (true);
CREATE POLICY access_decides ON confirmation FOR SELECT TO chronology_access USING (true);

CREATE POLICY reader_of_granted_persons ON record_now FOR SELECT TO chronology_reader
    USING (granted_persons() IS NOT NULL AND person = ANY (granted_persons()));
-- The other tables follow record_now, which the same role reads under the policy above: a record that
-- was moved to another child is closed to the readers of the first, whatever day they ask about.
CREATE POLICY reader_of_granted_persons ON record_membership FOR SELECT TO chronology_reader
    USING (granted_persons() IS NOT NULL
        AND (person = ANY (granted_persons()) OR record IN (SELECT n.record FROM record_now n)));
CREATE POLICY reader_of_granted_persons ON record_opening FOR SELECT TO chronology_reader
    USING (granted_persons() IS NOT NULL AND record IN (SELECT n.record FROM record_now n));
CREATE POLICY reader_of_granted_persons ON confirmation FOR SELECT TO chronology_reader
    USING (granted_persons() IS NOT NULL AND record IN (SELECT n.record FROM record_now n));
CREATE POLICY reader_of_granted_persons ON entry FOR SELECT TO chronology_reader
    USING (granted_persons() IS NOT NULL AND record IN (SELECT n.record FROM record_now n));
CREATE POLICY reader_of_granted_persons ON entry_mark FOR SELECT TO chronology_reader
    USING (granted_persons() IS NOT NULL AND record IN (SELECT n.record FROM record_now n));

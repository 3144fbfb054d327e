-- Which person a record belongs to now: the highest number of the record decides.
CREATE TABLE record_person (
    record uuid PRIMARY KEY,
    person uuid NOT NULL,
    sequence bigint NOT NULL
);
CREATE INDEX record_person_person ON record_person (person);

CREATE TABLE step_down (
    event uuid NOT NULL,
    record uuid NOT NULL,
    agency text NOT NULL,
    state text NOT NULL CHECK (state IN ('PROPOSED', 'DONE')),
    from_level text,
    to_level text NOT NULL,
    happened date NOT NULL,
    known timestamptz NOT NULL,
    PRIMARY KEY (event, record)
);
CREATE INDEX step_down_record ON step_down (record);
-- Taken back or replaced by a newer version; either may arrive before what it withdraws.
CREATE TABLE retracted (
    event uuid PRIMARY KEY
);

CREATE TABLE confirmation (
    event uuid NOT NULL,
    record uuid NOT NULL,
    practitioner text NOT NULL,
    capacity text NOT NULL CHECK (capacity IN ('LEAD', 'NAMED')),
    holds_from timestamptz NOT NULL,
    holds_until timestamptz,
    ended boolean NOT NULL,
    known timestamptz NOT NULL,
    -- One confirmation is filed under each record of the person.
    PRIMARY KEY (record, event)
);
CREATE INDEX confirmation_practitioner ON confirmation (practitioner);

CREATE TABLE directory_practitioner (
    practitioner text PRIMARY KEY,
    name text NOT NULL,
    active boolean NOT NULL,
    sequence bigint NOT NULL
);
CREATE TABLE directory_agency (
    agency text PRIMARY KEY,
    name text NOT NULL,
    sequence bigint NOT NULL
);

CREATE TABLE dissent (
    id uuid PRIMARY KEY,
    record uuid NOT NULL,
    about uuid NOT NULL,
    disagreement text NOT NULL,
    asked_for text NOT NULL,
    raised_by text NOT NULL,
    raised_agency text NOT NULL,
    raised_at timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('RAISED', 'RESOLVED')),
    resolved_by text,
    resolved_agency text,
    resolved_at timestamptz,
    outcome text,
    CHECK ((state = 'RESOLVED') = (resolved_at IS NOT NULL)),
    CHECK (num_nulls(resolved_by, resolved_agency, resolved_at, outcome) IN (0, 4))
);
CREATE INDEX dissent_record ON dissent (record);
-- One open disagreement of a practitioner about a child's step-down, also when two requests come at
-- once. (An event about siblings stands in the record of each.)
CREATE UNIQUE INDEX dissent_open ON dissent (record, about, raised_by) WHERE state <> 'RESOLVED';

-- The persons that a practitioner leads, or works with as named, at an instant. Confirmations are
-- facts that arrive in any order: the latest known decides, and where two are known at the same
-- instant the one that ends.
CREATE FUNCTION involved(asker text, at timestamptz) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT latest.person
    FROM (
        SELECT DISTINCT ON (r.person) r.person, c.ended, c.holds_until
        FROM confirmation c JOIN record_person r ON r.record = c.record
        WHERE c.practitioner = asker AND c.capacity = 'NAMED' AND (c.ended OR c.holds_from <= at)
        ORDER BY r.person, c.known DESC, c.ended DESC, c.event DESC
    ) latest
    WHERE NOT latest.ended AND (latest.holds_until IS NULL OR latest.holds_until > at)
    UNION
    SELECT lead.person
    FROM (
        -- Another lead ends the former one, so the latest of all of them is looked for.
        SELECT DISTINCT ON (r.person) r.person, c.practitioner, c.known, c.holds_until
        FROM confirmation c JOIN record_person r ON r.record = c.record
        WHERE c.capacity = 'LEAD' AND NOT c.ended AND c.holds_from <= at
          AND r.person IN (
              SELECT r2.person
              FROM confirmation c2 JOIN record_person r2 ON r2.record = c2.record
              WHERE c2.practitioner = asker AND c2.capacity = 'LEAD')
        ORDER BY r.person, c.known DESC, c.event DESC
    ) lead
    WHERE lead.practitioner = asker
      AND (lead.holds_until IS NULL OR lead.holds_until > at)
      AND NOT EXISTS (
          SELECT 1
          FROM confirmation e JOIN record_person r ON r.record = e.record
          WHERE r.person = lead.person AND e.capacity = 'LEAD' AND e.ended
            AND e.practitioner = asker AND e.known >= lead.known)
$$;

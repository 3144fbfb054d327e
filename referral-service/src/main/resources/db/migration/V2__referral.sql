-- The system of record: accepted events, records and persons, adults, filings, directory, confirmations.

-- Every event answered with 202, as it was sent, for ever. The accept transaction writes this row and nothing else.
CREATE TABLE accepted_event (
    id uuid PRIMARY KEY,
    accepted_order bigint GENERATED ALWAYS AS IDENTITY,
    agency text NOT NULL,
    source text NOT NULL,
    source_id text NOT NULL,
    type text NOT NULL,
    data text NOT NULL,
    digest bytea NOT NULL,
    recorded timestamptz NOT NULL,
    received timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'FILED', 'REVIEW')),
    reasons text[] NOT NULL DEFAULT '{}',
    in_review_since timestamptz,
    attempts int NOT NULL DEFAULT 0,
    next_attempt timestamptz NOT NULL,
    CONSTRAINT accepted_once UNIQUE (agency, source, source_id),
    CONSTRAINT review_has_reasons CHECK ((state = 'REVIEW') = (cardinality(reasons) > 0))
);
CREATE INDEX accepted_event_waiting ON accepted_event (accepted_order) WHERE state = 'WAITING';
CREATE INDEX accepted_event_review ON accepted_event (accepted_order) WHERE state = 'REVIEW';
-- Adult services send every patient: what has no link must not stand before what a person has to look at.
CREATE INDEX accepted_event_to_look_at ON accepted_event (accepted_order)
    WHERE state = 'REVIEW' AND reasons <> '{NO_LINK}';

-- The reconciler counts in this order.
CREATE INDEX accepted_event_in_order ON accepted_event (accepted_order);

-- Who looked at an event in review and found that it needs nothing more: rows are only added. It holds for the
-- reasons that the event had then; with others it waits again.
CREATE TABLE review_looked_at (
    looked_order bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id uuid NOT NULL REFERENCES accepted_event,
    reasons text[] NOT NULL,
    decided_by text NOT NULL,
    decided timestamptz NOT NULL,
    why text NOT NULL,
    request_id uuid NOT NULL
);
CREATE INDEX review_looked_at_event ON review_looked_at (event_id, looked_order);

-- Events to be filed once more because another event changed where they belong.
CREATE TABLE refiling (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id uuid NOT NULL REFERENCES accepted_event,
    attempts int NOT NULL DEFAULT 0,
    next_attempt timestamptz NOT NULL
);

CREATE TABLE person (id uuid PRIMARY KEY, created timestamptz NOT NULL);

-- Demographics are a fold: for each member the latest recorded holds, whatever the order of arrival.
CREATE TABLE record (
    id uuid PRIMARY KEY,
    opened timestamptz NOT NULL,
    given_name text,
    family_name text,
    name_as_of timestamptz,
    birth_date date,
    birth_date_as_of timestamptz,
    expected_birth_date date,
    expected_birth_date_as_of timestamptz,
    postcode text,
    postcode_as_of timestamptz
);

CREATE TABLE record_membership (
    record_id uuid NOT NULL REFERENCES record,
    person_id uuid NOT NULL REFERENCES person,
    since timestamptz NOT NULL,
    until timestamptz,
    PRIMARY KEY (record_id, since)
);
CREATE UNIQUE INDEX record_belongs_to_one_person ON record_membership (record_id) WHERE until IS NULL;
CREATE INDEX record_membership_person ON record_membership (person_id) WHERE until IS NULL;

-- One identifier is one record's: this key is what makes two replicas agree.
CREATE TABLE record_identifier (
    system text NOT NULL,
    value text NOT NULL,
    record_id uuid NOT NULL REFERENCES record,
    PRIMARY KEY (system, value)
);
CREATE INDEX record_identifier_record ON record_identifier (record_id);
-- Children expected by one mother share the beginning of the value.
CREATE INDEX record_identifier_prefix ON record_identifier (system, value text_pattern_ops);

-- Which events named the child of a record, and at which place among their children: what only
-- retracted ones said of a child is forgotten.
CREATE TABLE record_mention (
    record_id uuid NOT NULL REFERENCES record,
    event_id uuid NOT NULL REFERENCES accepted_event,
    place int NOT NULL,
    PRIMARY KEY (record_id, event_id, place)
);

CREATE TABLE adult (id uuid PRIMARY KEY, created timestamptz NOT NULL);
CREATE TABLE adult_identifier (
    system text NOT NULL,
    value text NOT NULL,
    adult_id uuid NOT NULL REFERENCES adult,
    PRIMARY KEY (system, value)
);
CREATE INDEX adult_identifier_adult ON adult_identifier (adult_id);

CREATE TABLE household_link (
    event_id uuid NOT NULL REFERENCES accepted_event,
    record_id uuid NOT NULL REFERENCES record,
    adult_id uuid NOT NULL REFERENCES adult,
    role text NOT NULL,
    from_day date NOT NULL,
    to_day date,
    PRIMARY KEY (event_id, record_id)
);
CREATE INDEX household_link_adult ON household_link (adult_id);

-- Facts about an adult, filed or not: a link that arrives later looks here.
CREATE TABLE adult_fact (
    event_id uuid PRIMARY KEY REFERENCES accepted_event,
    adult_id uuid NOT NULL REFERENCES adult
);
CREATE INDEX adult_fact_adult ON adult_fact (adult_id);

-- What was published where, under which id. A retraction whose further targets are filed later has
-- a further part, and so has a fact that comes back; withdrawals that another event has brought
-- about have the type of a retraction.
CREATE TABLE filing (
    event_id uuid NOT NULL REFERENCES accepted_event,
    record_id uuid NOT NULL REFERENCES record,
    part int NOT NULL,
    published uuid NOT NULL,
    type text NOT NULL,
    known timestamptz NOT NULL,
    sequence bigint NOT NULL,
    PRIMARY KEY (event_id, record_id, part),
    UNIQUE (record_id, sequence)
);

-- Which message took which number on the key of a record, and what it takes to write it again: an outbox can lose a
-- row. Numbered in the order of writing; agency and event stand with messages that file an event.
CREATE TABLE numbered_message (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    record_id uuid NOT NULL,
    sequence bigint NOT NULL,
    message_id uuid NOT NULL,
    type text NOT NULL,
    known timestamptz NOT NULL,
    event_id uuid REFERENCES accepted_event,
    agency text,
    recipe text NOT NULL,
    UNIQUE (record_id, sequence)
);
CREATE INDEX numbered_message_known ON numbered_message USING brin (known);

-- What was last told of a day to the services that apply it.
CREATE TABLE tally (day date PRIMARY KEY, filed jsonb NOT NULL);

-- Where the accepted events of one stretch of the order stood when they were last counted. Accepted never falls: an
-- event that is gone is missed.
CREATE TABLE account (
    stretch bigint NOT NULL,
    agency text NOT NULL,
    accepted bigint NOT NULL,
    filed bigint NOT NULL,
    being_filed bigint NOT NULL,
    in_review bigint NOT NULL,
    set_aside bigint NOT NULL,
    PRIMARY KEY (stretch, agency)
);

-- What a retraction asks for, by the sender's key ...
CREATE TABLE retraction_target (
    event_id uuid NOT NULL REFERENCES accepted_event,
    agency text NOT NULL,
    source text NOT NULL,
    source_id text NOT NULL,
    PRIMARY KEY (agency, source, source_id, event_id)
);
CREATE INDEX retraction_target_event ON retraction_target (event_id);

-- ... and what was withdrawn on a record, by the id under which it was published there: by a
-- retraction, by a newer version, or by itself when no link leads to the child any more.
CREATE TABLE withdrawal (
    event_id uuid NOT NULL REFERENCES accepted_event,
    record_id uuid NOT NULL REFERENCES record,
    target_id uuid NOT NULL,
    PRIMARY KEY (target_id, record_id, event_id)
);
CREATE INDEX withdrawal_event ON withdrawal (event_id, record_id);

-- Filed versions of the records of sources; whole when nobody it is about waits for review. A
-- version whose event is withdrawn can be sent again.
CREATE TABLE source_version (
    agency text NOT NULL,
    system text NOT NULL,
    source_record text NOT NULL,
    version int NOT NULL,
    event_id uuid PRIMARY KEY REFERENCES accepted_event,
    whole boolean NOT NULL
);
CREATE INDEX source_version_record ON source_version (agency, system, source_record, version);

CREATE TABLE directory_entry (
    id text PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('AGENCY', 'PRACTITIONER')),
    name text NOT NULL,
    agency text,
    active boolean NOT NULL,
    content text NOT NULL,
    published timestamptz NOT NULL
);

-- What agencies claim about who leads or works with a child.
CREATE TABLE practitioner_claim (
    event_id uuid NOT NULL REFERENCES accepted_event,
    record_id uuid NOT NULL REFERENCES record,
    capacity text NOT NULL CHECK (capacity IN ('LEAD', 'NAMED')),
    practitioner text NOT NULL,
    agency text NOT NULL,
    from_day date NOT NULL,
    to_day date,
    known timestamptz NOT NULL,
    PRIMARY KEY (event_id, record_id)
);
CREATE INDEX practitioner_claim_record ON practitioner_claim (record_id);

-- What people decided about it: rows are only added. The latest row of a practitioner and capacity holds.
CREATE TABLE confirmation (
    id uuid PRIMARY KEY,
    decided_order bigint GENERATED ALWAYS AS IDENTITY,
    person_id uuid NOT NULL REFERENCES person,
    practitioner text NOT NULL,
    capacity text NOT NULL CHECK (capacity IN ('LEAD', 'NAMED')),
    from_time timestamptz NOT NULL,
    until_time timestamptz,
    ended boolean NOT NULL,
    claim_event uuid REFERENCES accepted_event,
    confirmed_by text NOT NULL,
    known timestamptz NOT NULL,
    request_id uuid NOT NULL
);
CREATE INDEX confirmation_person ON confirmation (person_id, decided_order);

-- Claims that a person declined: rows are only added. Such a claim can still be confirmed.
CREATE TABLE claim_declined (
    declined_order bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id uuid NOT NULL REFERENCES accepted_event,
    person_id uuid NOT NULL REFERENCES person,
    decided_by text NOT NULL,
    decided timestamptz NOT NULL,
    why text NOT NULL,
    request_id uuid NOT NULL
);
CREATE INDEX claim_declined_event ON claim_declined (event_id, person_id, declined_order);

-- Key of the digests that are published instead of appointment references: 244 random bits, made once, kept for ever.
CREATE TABLE reference_key (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), key bytea NOT NULL);
INSERT INTO reference_key (key)
VALUES (decode(replace(CAST(gen_random_uuid() AS text) || CAST(gen_random_uuid() AS text), '-', ''), 'hex'));

-- The directory's copy: only what alerts and their mail need.
CREATE TABLE agency (
    agency text PRIMARY KEY,
    name text NOT NULL,
    active boolean NOT NULL,
    sequence bigint NOT NULL
);
CREATE TABLE practitioner (
    practitioner text PRIMARY KEY,
    name text NOT NULL,
    agency text NOT NULL,
    email text NOT NULL,
    manager text,
    deputy text,
    active boolean NOT NULL,
    sequence bigint NOT NULL
);

-- A person is a set of records; the row is what one transaction at a time holds.
CREATE TABLE person (
    person uuid PRIMARY KEY,
    lead text,
    lead_until timestamptz,
    -- The last day whose alerts are worked out; only ever moves on. Never NULL: the sweep asks for
    -- those below a day, often, and must find at once that there are none.
    folded_through date NOT NULL DEFAULT '1900-01-01',
    -- The sweep leaves a person alone until then whose fold failed.
    set_aside_until timestamptz,
    -- Nobody is mailed about a person until then whose mail could not be written.
    mail_set_aside_until timestamptz
);
CREATE INDEX person_behind ON person (folded_through, person);
CREATE INDEX person_lead ON person (lead) WHERE lead IS NOT NULL;
CREATE TABLE person_record (
    record uuid PRIMARY KEY,
    person uuid NOT NULL REFERENCES person,
    -- Since when the record belongs to this person: what was filed before became known of them then.
    joined timestamptz NOT NULL,
    first_known timestamptz NOT NULL
);
CREATE INDEX person_record_person ON person_record (person);
-- What each message said of the day of birth, and when that became known.
CREATE TABLE birth (
    record uuid NOT NULL,
    sequence bigint NOT NULL,
    born date NOT NULL,
    known timestamptz NOT NULL,
    PRIMARY KEY (record, sequence)
);
-- What each message said about whom its record belongs to; the highest number is right, in whatever
-- order they arrive.
CREATE TABLE membership (
    record uuid NOT NULL,
    sequence bigint NOT NULL,
    person uuid NOT NULL,
    known timestamptz NOT NULL,
    PRIMARY KEY (record, sequence)
);
CREATE TABLE confirmation (
    event uuid NOT NULL,
    record uuid NOT NULL,
    practitioner text NOT NULL,
    lead boolean NOT NULL,
    known timestamptz NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_until timestamptz,
    ended boolean NOT NULL,
    sequence bigint NOT NULL,
    PRIMARY KEY (record, event)
);

-- What is known about a child, without any narrative: the input of the rules.
CREATE TABLE fact (
    record uuid NOT NULL,
    kind text NOT NULL,
    event uuid NOT NULL,
    known timestamptz NOT NULL,
    sequence bigint NOT NULL,
    content jsonb NOT NULL,
    PRIMARY KEY (record, kind, event)
);

-- Which message stated a fact: a fact that is gone is missed, and its message asked for again. In the order of hearing.
CREATE TABLE fact_message (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id uuid NOT NULL,
    topic text NOT NULL,
    record uuid NOT NULL,
    sequence bigint NOT NULL,
    kind text NOT NULL,
    event uuid NOT NULL,
    agency text NOT NULL,
    known timestamptz NOT NULL
);
CREATE INDEX fact_message_known ON fact_message USING brin (known);

-- Who answers for a person's alerts: lead, deputy, manager, whoever of them has an open account.
-- The reader of the view looks at lead_until itself: a view has no clock.
CREATE VIEW person_owner AS
SELECT p.person, p.lead, p.lead_until, p.mail_set_aside_until, l.deputy, l.manager,
    CASE WHEN l.active THEN l.practitioner
         WHEN d.active THEN d.practitioner
         WHEN m.active THEN m.practitioner END AS owner
FROM person p
LEFT JOIN practitioner l ON l.practitioner = p.lead
LEFT JOIN practitioner d ON d.practitioner = l.deputy
LEFT JOIN practitioner m ON m.practitioner = l.manager;

CREATE TABLE alert (
    id uuid PRIMARY KEY,
    person uuid NOT NULL REFERENCES person,
    -- The record whose key the alert's messages carry.
    record uuid NOT NULL,
    rule text NOT NULL,
    rule_version int NOT NULL,
    subject text NOT NULL,
    severity text NOT NULL CHECK (severity IN ('LOW', 'MED', 'HIGH')),
    reasons text[] NOT NULL,
    events uuid[] NOT NULL,
    state text NOT NULL CHECK (state IN ('OPEN', 'RESOLVED', 'WITHDRAWN')),
    raised_on date NOT NULL,
    raised_at timestamptz NOT NULL,
    ended_on date,
    acknowledged_by text,
    acknowledged_at timestamptz,
    acknowledgement text,
    useful boolean,
    -- When people are to be told; NULL where nobody is.
    mail_due_at timestamptz,
    -- The mail that tells whoever answers now; NULL until there is one, and again for a new lead.
    mail uuid REFERENCES mail_message
);
-- Promise 4: whatever is delivered twice, or twice at once, opens one alert.
CREATE UNIQUE INDEX alert_one_open ON alert (person, rule, subject) WHERE state = 'OPEN';
CREATE INDEX alert_person ON alert (person);
CREATE INDEX alert_to_tell ON alert (mail_due_at) WHERE state = 'OPEN' AND mail IS NULL;
CREATE INDEX alert_mail ON alert (mail) WHERE mail IS NOT NULL;
-- Every mail that told of an alert, and who answered for the child when it was written.
CREATE TABLE alert_told (
    alert uuid NOT NULL REFERENCES alert,
    mail uuid NOT NULL REFERENCES mail_message,
    owner text NOT NULL,
    PRIMARY KEY (alert, mail, owner)
);
CREATE TABLE alert_history (
    alert uuid NOT NULL REFERENCES alert,
    number int NOT NULL,
    what text NOT NULL
        CHECK (what IN ('RAISED', 'ADDED_TO', 'ACKNOWLEDGED', 'RESOLVED', 'WITHDRAWN')),
    on_day date NOT NULL,
    at timestamptz NOT NULL,
    -- The practitioner, where a person did it.
    by text,
    PRIMARY KEY (alert, number)
);

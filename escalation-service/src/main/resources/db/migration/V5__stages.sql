-- Settings of the partnership, versioned: one administrator proposes, another approves.
CREATE TABLE settings (
    version int PRIMARY KEY,
    stages jsonb NOT NULL,
    closed date[] NOT NULL,
    opened date[] NOT NULL,
    monitor text NOT NULL,
    reason text NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL,
    approved_by text,
    approved_at timestamptz,
    CHECK (num_nulls(approved_by, approved_at) IN (0, 2)),
    CHECK (approved_by <> proposed_by)
);
-- domain.md C2: limits 1, 1, 2, 3, 5 working days, of which the first two are Coventry's.
INSERT INTO settings VALUES (
    1,
    '[{"name": "Practitioners", "above": 0, "limit": 1, "notified": []},
      {"name": "Line managers", "above": 1, "limit": 1, "notified": []},
      {"name": "Second-tier managers", "above": 2, "limit": 2, "notified": ["SAFEGUARDING_LEAD"]},
      {"name": "Heads of service", "above": 3, "limit": 3, "notified": ["SAFEGUARDING_LEAD"]},
      {"name": "Safeguarding partners", "inbox": "SAFEGUARDING_PARTNER", "limit": 5,
       "notified": ["SAFEGUARDING_LEAD"]}]',
    '{}', '{}', 'PARTNERSHIP', 'What the product comes with', 'the product',
    '2026-01-01T00:00:00Z', 'its makers', '2026-01-01T00:00:00Z');
CREATE TABLE settings_in_effect (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version int NOT NULL REFERENCES settings
);
INSERT INTO settings_in_effect (version) VALUES (1);

-- What can be disagreed with is more than step-downs.
ALTER TABLE step_down RENAME TO decision;
ALTER INDEX step_down_record RENAME TO decision_record;
ALTER TABLE decision
    ADD COLUMN type text NOT NULL DEFAULT 'step-down',
    ADD COLUMN author text,
    ALTER COLUMN state DROP NOT NULL,
    ALTER COLUMN to_level DROP NOT NULL,
    DROP CONSTRAINT step_down_state_check,
    ADD CHECK (type <> 'step-down'
        OR (state IS NOT NULL AND state IN ('PROPOSED', 'DONE') AND to_level IS NOT NULL));
ALTER TABLE decision ALTER COLUMN type DROP DEFAULT;

-- Who stands in and above, and where mail goes. Entries that came before say so when they come anew.
ALTER TABLE directory_practitioner
    ADD COLUMN agency text,
    ADD COLUMN email text,
    ADD COLUMN manager text,
    ADD COLUMN deputy text;
ALTER TABLE directory_agency
    ADD COLUMN inboxes jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN active boolean NOT NULL DEFAULT true;

ALTER TABLE dissent
    ADD COLUMN kind text NOT NULL DEFAULT 'STEP_DOWN'
        CHECK (kind IN ('STEP_DOWN', 'DECISION', 'REFERRAL_ANSWER', 'LACK_OF_PROGRESS')),
    ADD COLUMN since date,
    ADD COLUMN other_agency text,
    ADD COLUMN other_practitioner text,
    ADD COLUMN evidence uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN alert uuid,
    ALTER COLUMN about DROP NOT NULL,
    DROP CONSTRAINT dissent_state_check,
    ADD CHECK (state IN ('RAISED', 'ANSWERED', 'MOVED_UP', 'MET', 'RESOLVED', 'WITHDRAWN')),
    ADD CHECK ((about IS NULL) = (kind = 'LACK_OF_PROGRESS'));
ALTER TABLE dissent ALTER COLUMN kind DROP DEFAULT, ALTER COLUMN evidence DROP DEFAULT;
UPDATE dissent d
SET since = coalesce(x.happened, d.raised_at::date), other_agency = coalesce(x.agency, d.raised_agency)
FROM dissent self LEFT JOIN decision x ON x.event = self.about AND x.record = self.record
WHERE d.id = self.id;
ALTER TABLE dissent ALTER COLUMN since SET NOT NULL, ALTER COLUMN other_agency SET NOT NULL;
-- One open disagreement of a practitioner about the same thing, also when two requests come at once.
DROP INDEX dissent_open;
CREATE UNIQUE INDEX dissent_open ON dissent (record, kind, about, raised_by) NULLS NOT DISTINCT
    WHERE state NOT IN ('RESOLVED', 'WITHDRAWN');
CREATE INDEX dissent_raising ON dissent (raised_agency) WHERE state NOT IN ('RESOLVED', 'WITHDRAWN');
CREATE INDEX dissent_other ON dissent (other_agency) WHERE state NOT IN ('RESOLVED', 'WITHDRAWN');
CREATE INDEX dissent_raised_at ON dissent (raised_at);

CREATE TABLE stage (
    dissent uuid NOT NULL REFERENCES dissent,
    number int NOT NULL CHECK (number >= 1),
    name text NOT NULL,
    began_at timestamptz NOT NULL,
    opened_by text,
    opened_agency text,
    opened_side text CHECK (opened_side IN ('RAISING', 'OTHER')),
    reason text,
    evidence uuid[],
    emergency text,
    met_on date,
    met_by text,
    met_agency text,
    met_at timestamptz,
    met_outcome text,
    ended_how text CHECK (ended_how IN ('MOVED_UP', 'RESOLVED', 'WITHDRAWN')),
    ended_by text,
    ended_agency text,
    ended_at timestamptz,
    ended_words text,
    -- The clock's own: by which settings the limit was worked out, the last day in time, and the first
    -- day out of time.
    planned_version int REFERENCES settings,
    last_day date,
    overdue_on date,
    PRIMARY KEY (dissent, number),
    CHECK (num_nulls(opened_by, opened_agency, opened_side, reason, evidence) IN (0, 5)),
    CHECK ((number = 1) = (opened_by IS NULL)),
    CHECK (num_nulls(met_on, met_by, met_agency, met_at, met_outcome) IN (0, 5)),
    CHECK (num_nulls(ended_how, ended_by, ended_agency, ended_at, ended_words) IN (0, 5)),
    CHECK (num_nulls(planned_version, last_day) IN (0, 2))
);
-- A disagreement is at one stage at a time.
CREATE UNIQUE INDEX stage_present ON stage (dissent) WHERE ended_at IS NULL;
CREATE INDEX stage_unplanned ON stage (coalesce(planned_version, 0), dissent) WHERE ended_at IS NULL;
CREATE TABLE view (
    dissent uuid NOT NULL,
    number int NOT NULL,
    side text NOT NULL CHECK (side IN ('RAISING', 'OTHER')),
    by_practitioner text NOT NULL,
    by_agency text NOT NULL,
    at timestamptz NOT NULL,
    words text NOT NULL,
    evidence uuid[] NOT NULL,
    PRIMARY KEY (dissent, number, side),
    FOREIGN KEY (dissent, number) REFERENCES stage
);
-- Each fires once, or is cancelled with its stage.
CREATE TABLE timer (
    dissent uuid NOT NULL,
    number int NOT NULL,
    kind text NOT NULL CHECK (kind IN ('REMINDER', 'OVERDUE')),
    due_at timestamptz NOT NULL,
    planned_version int NOT NULL REFERENCES settings,
    state text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'FIRED', 'CANCELLED')),
    ended_at timestamptz,
    -- What it wrote when it fired: a reminder is not sent any more once there is nothing to remind of.
    mails uuid[],
    PRIMARY KEY (dissent, number, kind),
    FOREIGN KEY (dissent, number) REFERENCES stage,
    CHECK ((state = 'WAITING') = (ended_at IS NULL)),
    -- Never early, whoever fires it and whatever they believe the time to be.
    CHECK (state <> 'FIRED' OR ended_at >= due_at)
);
CREATE INDEX timer_waiting ON timer (due_at, dissent) WHERE state = 'WAITING';

-- What was open before has its first stage from the day it was raised; its limit is worked out at the start.
INSERT INTO stage (dissent, number, name, began_at, ended_how, ended_by, ended_agency, ended_at, ended_words)
SELECT id, 1, 'Practitioners', raised_at,
    CASE WHEN state = 'RESOLVED' THEN 'RESOLVED' END, resolved_by, resolved_agency, resolved_at, outcome
FROM dissent;
ALTER TABLE dissent
    DROP COLUMN resolved_by,
    DROP COLUMN resolved_agency,
    DROP COLUMN resolved_at,
    DROP COLUMN outcome;

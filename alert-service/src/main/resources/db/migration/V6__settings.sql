-- What the partnership sets for its rules. A version never changes once it is decided.
CREATE TABLE settings (
    version int PRIMARY KEY,
    -- The approved version that it was made from; 0 for the first.
    base int NOT NULL,
    -- Numbers by their names; one that is newer than the version has its default.
    thresholds jsonb NOT NULL,
    -- SPEAKS, SHADOW or OFF by rule; one that is newer than the version is in shadow.
    voices jsonb NOT NULL,
    closed date[] NOT NULL,
    opened date[] NOT NULL,
    new_birth_visits_from date,
    -- From which day it is asked to be in force; NULL for the day after approval.
    wanted_from date,
    in_force_from date,
    reason text NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL,
    approved boolean,
    decided_by text,
    decided_at timestamptz,
    CHECK ((approved IS NULL) = (decided_by IS NULL)),
    CHECK ((approved IS NULL) = (decided_at IS NULL)),
    CHECK (coalesce(approved, false) = (in_force_from IS NOT NULL)),
    -- Nobody approves what they proposed; the first version is nobody's.
    CHECK (version = 1 OR NOT coalesce(approved, false) OR decided_by <> proposed_by)
);

-- What proposed settings would have made of the facts of the year before a day.
CREATE TABLE settings_preview (
    version int PRIMARY KEY REFERENCES settings,
    day date NOT NULL,
    total bigint NOT NULL,
    persons bigint NOT NULL DEFAULT 0,
    failed bigint NOT NULL DEFAULT 0,
    -- The person folded last.
    after uuid,
    finished boolean NOT NULL DEFAULT false
);
CREATE TABLE settings_preview_rule (
    version int NOT NULL REFERENCES settings_preview ON DELETE CASCADE,
    rule text NOT NULL,
    same bigint NOT NULL,
    moved bigint NOT NULL,
    added bigint NOT NULL,
    gone bigint NOT NULL,
    beginning bigint NOT NULL,
    ending bigint NOT NULL,
    PRIMARY KEY (version, rule)
);

-- The version in force on the day an alert was raised; all alerts so far were raised under the
-- first.
ALTER TABLE alert ADD COLUMN settings int NOT NULL DEFAULT 1;
ALTER TABLE alert ALTER COLUMN settings DROP DEFAULT;
-- How many alerts each rule raised in some weeks.
CREATE INDEX alert_raised ON alert (raised_on);

-- What rules in shadow would have raised: counted, and told nobody.
CREATE TABLE shadow_alert (
    person uuid NOT NULL REFERENCES person,
    rule text NOT NULL,
    subject text NOT NULL,
    raised_on date NOT NULL,
    ended_on date,
    settings int NOT NULL,
    PRIMARY KEY (person, rule, subject, raised_on)
);
CREATE INDEX shadow_alert_raised ON shadow_alert (raised_on);

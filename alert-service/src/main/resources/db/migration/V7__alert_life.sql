-- The life of an alert beside its facts: what people said of it, who put it off, who took it, whom it moved up to.

-- Known and in plan: silent until a new fact comes under it.
ALTER TABLE alert ADD COLUMN in_plan boolean NOT NULL DEFAULT false;
-- From when the days to answer are counted: its raising, or when it last spoke again.
ALTER TABLE alert ADD COLUMN answer_from timestamptz;
UPDATE alert SET answer_from = raised_at;
ALTER TABLE alert ALTER COLUMN answer_from SET NOT NULL;
-- The moment it moves up unless somebody answers; NULL where nobody has to, and for what stood before there was a clock.
ALTER TABLE alert ADD COLUMN moves_up_at timestamptz;
ALTER TABLE alert ADD COLUMN moved_up_at timestamptz;
-- The manager whom it moved up to; NULL where the directory names none.
ALTER TABLE alert ADD COLUMN moved_up_to text;
-- Never early, whoever writes it.
ALTER TABLE alert ADD CONSTRAINT alert_moves_up_in_time CHECK (moved_up_at IS NULL OR moved_up_at >= moves_up_at);
CREATE INDEX alert_to_move_up ON alert (moves_up_at)
    WHERE state = 'OPEN' AND acknowledged_at IS NULL AND moved_up_at IS NULL;
-- Told in the daily digest and not by a mail of its own.
ALTER TABLE alert ADD COLUMN by_digest boolean NOT NULL DEFAULT false;
UPDATE alert SET by_digest = true WHERE severity = 'LOW';
-- Who took it from the queue of those that nobody answers for.
ALTER TABLE alert ADD COLUMN claimed_by text;
ALTER TABLE alert ADD COLUMN claimed_at timestamptz;
CREATE INDEX alert_claimed ON alert (claimed_by) WHERE claimed_by IS NOT NULL;
-- Counts by rule and by week.
CREATE INDEX alert_raised_at ON alert (raised_at);

-- Every answer that was given, also to an alert that spoke again since.
CREATE TABLE alert_answer (
    alert uuid NOT NULL REFERENCES alert,
    number int NOT NULL,
    at timestamptz NOT NULL,
    by text NOT NULL,
    reason text NOT NULL,
    useful boolean,
    in_plan boolean NOT NULL,
    -- From when its days to answer were counted.
    asked_from timestamptz NOT NULL,
    PRIMARY KEY (alert, number)
);
INSERT INTO alert_answer (alert, number, at, by, reason, useful, in_plan, asked_from)
SELECT id, 1, acknowledged_at, acknowledged_by, acknowledgement, useful, false, raised_at
FROM alert WHERE acknowledged_at IS NOT NULL;

-- An alert put off for a few working days, by two different people.
CREATE TABLE suppression (
    id uuid PRIMARY KEY,
    alert uuid NOT NULL REFERENCES alert,
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL,
    reason text NOT NULL,
    working_days int NOT NULL CHECK (working_days BETWEEN 1 AND 5),
    approved_by text,
    approved_at timestamptz,
    -- The last day on which it holds.
    until date,
    ended_at timestamptz,
    CHECK (approved_by IS NULL OR approved_by <> proposed_by),
    CHECK ((approved_by IS NULL) = (approved_at IS NULL) AND (approved_by IS NULL) = (until IS NULL))
);
CREATE UNIQUE INDEX suppression_one ON suppression (alert) WHERE ended_at IS NULL;
CREATE INDEX suppression_until ON suppression (until) WHERE ended_at IS NULL AND until IS NOT NULL;

-- What settled a contradiction, in the words of whoever recorded it. The fact that the rules see is in fact.
CREATE TABLE evidence (
    event uuid PRIMARY KEY,
    alert uuid NOT NULL REFERENCES alert,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    basis text NOT NULL,
    words text NOT NULL
);
CREATE INDEX evidence_alert ON evidence (alert);

-- A mail that was written before an alert ended, and does not speak of it any more.
ALTER TABLE alert_told ADD COLUMN left_out boolean NOT NULL DEFAULT false;
-- Whom it is for, which says what stands around its alerts.
ALTER TABLE alert_told ADD COLUMN kind text NOT NULL DEFAULT 'OWNER'
    CHECK (kind IN ('OWNER', 'DIGEST', 'MOVED_UP', 'MANAGER', 'DECISION', 'DESK'));
UPDATE alert_told t SET kind = 'DIGEST' FROM alert a WHERE a.id = t.alert AND a.by_digest;
UPDATE alert_told t SET left_out = true FROM alert a WHERE a.id = t.alert AND a.mail IS DISTINCT FROM t.mail;
CREATE INDEX alert_told_mail ON alert_told (mail);

-- Whom else an alert is told: managers once a day, the out-of-hours desk at once, and agencies, that what they sent was used.
CREATE TABLE alert_copy (
    alert uuid NOT NULL REFERENCES alert,
    kind text NOT NULL CHECK (kind IN ('MANAGER', 'DESK', 'USED')),
    -- The agency, where it is for one.
    agency text NOT NULL DEFAULT '',
    due_at timestamptz NOT NULL,
    mail uuid REFERENCES mail_message,
    PRIMARY KEY (alert, kind, agency)
);
CREATE INDEX alert_copy_due ON alert_copy (due_at) WHERE mail IS NULL;
CREATE INDEX alert_copy_mail ON alert_copy (mail) WHERE mail IS NOT NULL;

ALTER TABLE alert_history DROP CONSTRAINT alert_history_what_check;
ALTER TABLE alert_history ADD CONSTRAINT alert_history_what_check CHECK (what IN (
    'RAISED', 'ADDED_TO', 'ACKNOWLEDGED', 'IN_PLAN', 'SPOKE_AGAIN', 'MOVED_UP', 'CLAIMED', 'RELEASED',
    'SUPPRESSION_PROPOSED', 'SUPPRESSION_APPROVED', 'SUPPRESSION_DECLINED', 'SUPPRESSION_ENDED',
    'EVIDENCE_RECORDED', 'RESOLVED', 'WITHDRAWN'));

-- The role inboxes of an agency, by their codes.
ALTER TABLE agency ADD COLUMN inboxes jsonb NOT NULL DEFAULT '{}';

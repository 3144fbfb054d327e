-- Questions to another agency about what it knows, asked from an alert; the answer is a fact that the rules see, which is in fact.
CREATE TABLE check_request (
    id uuid PRIMARY KEY,
    alert uuid NOT NULL REFERENCES alert,
    -- Who is asked.
    agency text NOT NULL,
    -- Its own facts, which its people are shown.
    events uuid[] NOT NULL,
    asked_by text NOT NULL,
    asking_agency text NOT NULL,
    asked_at timestamptz NOT NULL,
    -- The last day to answer, and the midnight after it.
    due date NOT NULL,
    overdue_at timestamptz NOT NULL,
    mail uuid NOT NULL REFERENCES mail_message,
    reminder uuid REFERENCES mail_message,
    event uuid UNIQUE,
    answer text CHECK (answer IN ('CONFIRMED', 'CORRECTED', 'CANNOT_SAY')),
    -- What the answer stands on, where they could say.
    basis text,
    words text,
    answered_by text,
    answered_at timestamptz,
    -- In the order in which they were asked.
    number bigint GENERATED ALWAYS AS IDENTITY,
    CHECK ((answer IS NULL) = (event IS NULL) AND (answer IS NULL) = (words IS NULL)
        AND (answer IS NULL) = (answered_by IS NULL) AND (answer IS NULL) = (answered_at IS NULL)),
    CHECK (answer IS NULL OR (answer = 'CANNOT_SAY') = (basis IS NULL))
);
-- Whatever is asked twice, or twice at once, is one question.
CREATE UNIQUE INDEX check_request_one ON check_request (alert, agency) WHERE answer IS NULL;
CREATE INDEX check_request_alert ON check_request (alert);
CREATE INDEX check_request_agency ON check_request (agency, number DESC);
CREATE INDEX check_request_overdue ON check_request (overdue_at) WHERE answer IS NULL AND reminder IS NULL;

ALTER TABLE alert_history DROP CONSTRAINT alert_history_what_check;
ALTER TABLE alert_history ADD CONSTRAINT alert_history_what_check CHECK (what IN (
    'RAISED', 'ADDED_TO', 'ACKNOWLEDGED', 'IN_PLAN', 'SPOKE_AGAIN', 'MOVED_UP', 'CLAIMED', 'RELEASED',
    'SUPPRESSION_PROPOSED', 'SUPPRESSION_APPROVED', 'SUPPRESSION_DECLINED', 'SUPPRESSION_ENDED',
    'EVIDENCE_RECORDED', 'AGENCY_ASKED', 'AGENCY_ANSWERED', 'RESOLVED', 'WITHDRAWN'));

-- Looking before a step-down or closure: what people decided, and how each was looked at before it took place.

-- A decision after a check. The fact that the rules see is in fact; here are the words and what they were written on.
CREATE TABLE step_down_check (
    event uuid PRIMARY KEY,
    -- The record that the fact stands under: what is filed under it follows the child when records move.
    record uuid NOT NULL,
    decided_by text NOT NULL,
    decided_at timestamptz NOT NULL,
    decision text NOT NULL CHECK (decision IN ('GO_AHEAD', 'DO_NOT_GO_AHEAD', 'WAIT')),
    reasons text[] NOT NULL,
    events uuid[] NOT NULL,
    network text[] NOT NULL,
    words text NOT NULL,
    -- In the order in which they were written.
    number bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX step_down_check_record ON step_down_check (record);

-- Step-downs and closures as the fold tells them; worked out anew with every fold of the person.
CREATE TABLE step_down (
    person uuid NOT NULL REFERENCES person,
    event uuid NOT NULL,
    agency text NOT NULL,
    closed boolean NOT NULL,
    happened date NOT NULL,
    known_on date NOT NULL,
    mark text NOT NULL CHECK (mark IN ('UNCHECKED', 'AGAINST_DECISION', 'WENT_AHEAD_WITH_REASONS', 'CHECKED')),
    reasons text[] NOT NULL,
    events uuid[] NOT NULL,
    -- The decision that was recorded before it.
    decision uuid,
    PRIMARY KEY (person, event)
);
-- The oversight list, newest first.
CREATE INDEX step_down_known ON step_down (mark, known_on DESC, event DESC);
CREATE INDEX step_down_all ON step_down (known_on DESC, event DESC);

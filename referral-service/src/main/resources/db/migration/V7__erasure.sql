-- Legal holds, how long what is kept, orders of erasure and who has carried them out (docs/adr/0023).

-- While one holds, nothing of the child is erased. Its day of review is there so that none is forgotten.
CREATE TABLE legal_hold (
    id uuid PRIMARY KEY,
    person uuid NOT NULL REFERENCES person,
    reason text NOT NULL,
    review_on date NOT NULL,
    set_by text NOT NULL,
    set_at timestamptz NOT NULL,
    lifted_by text,
    lifted_at timestamptz,
    lifted_reason text,
    CHECK (num_nulls(lifted_by, lifted_at, lifted_reason) IN (0, 3))
);
CREATE INDEX legal_hold_person ON legal_hold (person) WHERE lifted_at IS NULL;

-- How long each class of what is held stays. Of each class the one approved last holds.
CREATE TABLE retention_period (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    class text NOT NULL CHECK (class IN ('SHARED_COPY', 'PLAN_HISTORY')),
    -- SHARED_COPY: since the child was open to any agency. PLAN_HISTORY: since birth.
    months int NOT NULL CHECK (months BETWEEN 1 AND 1200),
    reason text NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL,
    approved_by text,
    approved_at timestamptz,
    CHECK (num_nulls(approved_by, approved_at) IN (0, 2)),
    CHECK (approved_by <> proposed_by)
);
CREATE INDEX retention_period_class ON retention_period (class, approved_at DESC);
-- domain.md C8.
INSERT INTO retention_period (class, months, reason, proposed_by, proposed_at, approved_by, approved_at) VALUES
    ('SHARED_COPY', 12, 'What the product comes with', 'the product', '2026-01-01T00:00:00Z',
        'its makers', '2026-01-01T00:00:00Z'),
    ('PLAN_HISTORY', 216, 'What the product comes with: to 18', 'the product', '2026-01-01T00:00:00Z',
        'its makers', '2026-01-01T00:00:00Z');

CREATE TABLE erasure_order (
    id uuid PRIMARY KEY,
    ordered bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    -- All that is held of a child, or events by name.
    person uuid REFERENCES person,
    extent text CHECK (extent IN ('EVERYTHING', 'BUT_PLAN_HISTORY')),
    events uuid[] NOT NULL,
    ground text NOT NULL
        CHECK (ground IN ('RETENTION_ENDED', 'RIGHT_TO_ERASURE', 'COURT_ORDER', 'UNLAWFULLY_HELD')),
    reason text NOT NULL,
    -- What the round over what is kept too long proposes has no proposer.
    proposed_by text,
    proposed_at timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('PROPOSED', 'DECLINED', 'APPROVED', 'CARRIED_OUT')),
    decided_by text,
    decided_at timestamptz,
    declined_reason text,
    carried_out_at timestamptz,
    -- How much of what was erased here.
    erased jsonb,
    CHECK ((person IS NULL) = (extent IS NULL)),
    CHECK ((person IS NULL) = (cardinality(events) > 0)),
    CHECK ((state = 'PROPOSED') = (decided_at IS NULL)),
    CHECK (num_nulls(decided_by, decided_at) IN (0, 2)),
    CHECK ((state = 'DECLINED') = (declined_reason IS NOT NULL)),
    CHECK (state = 'DECLINED' OR decided_by IS DISTINCT FROM proposed_by OR decided_by IS NULL),
    CHECK ((state = 'CARRIED_OUT') = (carried_out_at IS NOT NULL)),
    CHECK (num_nulls(carried_out_at, erased) IN (0, 2))
);
CREATE INDEX erasure_order_approved ON erasure_order (ordered) WHERE state = 'APPROVED';
CREATE UNIQUE INDEX erasure_order_one_open ON erasure_order (person)
    WHERE state IN ('PROPOSED', 'APPROVED');

-- The messages that tell the other services of an order, and what each of them has done.
CREATE TABLE erasure_part (
    part uuid PRIMARY KEY,
    order_id uuid NOT NULL REFERENCES erasure_order,
    record_id uuid NOT NULL REFERENCES record
);
CREATE INDEX erasure_part_order ON erasure_part (order_id);
CREATE TABLE erasure_report (
    part uuid NOT NULL REFERENCES erasure_part,
    service text NOT NULL,
    erased jsonb NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (part, service)
);

-- A filing whose content was erased, or of which only the codes of plan history stay: ids alone.
CREATE TABLE erased_filing (
    record_id uuid NOT NULL,
    published uuid NOT NULL,
    event_id uuid NOT NULL REFERENCES accepted_event,
    order_id uuid NOT NULL REFERENCES erasure_order,
    kept boolean NOT NULL,
    PRIMARY KEY (record_id, published)
);
CREATE INDEX erased_filing_event ON erased_filing (event_id);

-- The key and the digest stay: the same event sent again gets the same receipt and says nothing.
ALTER TABLE accepted_event
    ADD COLUMN erased_under uuid REFERENCES erasure_order,
    ADD CONSTRAINT erased_has_no_content CHECK (erased_under IS NULL OR data = '{}'),
    DROP CONSTRAINT accepted_event_state_check,
    -- ERASED: before it was on any timeline.
    ADD CONSTRAINT accepted_event_state_check CHECK (state IN ('WAITING', 'FILED', 'REVIEW', 'ERASED'));
ALTER TABLE account ADD COLUMN erased bigint NOT NULL DEFAULT 0;

-- Where the nightly round over what is kept too long stands.
CREATE TABLE retention_round (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    day date NOT NULL,
    position uuid
);
INSERT INTO retention_round (day) VALUES ('2000-01-01');

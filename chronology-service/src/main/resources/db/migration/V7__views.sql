-- The two layers of a timeline, what is looked for by itself, and who has read a history pack.

-- Significant is a pure function of what was first said, decided in domain.Significant and written with each entry.
-- The rows that are here already are decided once, by the same sentence in SQL: owner and row-level security leave no
-- other way to change a row than to write the table anew.
ALTER TABLE entry ADD COLUMN significant boolean NOT NULL GENERATED ALWAYS AS (
    sensitivity <> 'NORMAL'
    OR type IN ('concern', 'step-down', 'plan', 'lead-practitioner', 'assessment', 'meeting', 'referral',
        'referral-decision', 'service-referral', 'household-member', 'family-factor', 'care-profile', 'alert', 'dissent')
    OR coalesce(significance_direction = 'POSITIVE', false)
    OR coalesce(significance_level <> 'LOW', false)
    OR child_voice IS NOT NULL
    OR coalesce(basis = 'CHILD_VOICE', false)
    OR jsonb_array_length(claims) > 0
    OR (type = 'missed-appointment'
        AND NOT coalesce((details ->> 'serviceFault')::boolean, false)
        AND coalesce(details ->> 'outcome', '') NOT IN ('CANCELLED_BY_SERVICE', 'RESCHEDULED'))
    OR (type IN ('contact', 'visit') AND coalesce(details ->> 'childSeen', '') = 'false')
) STORED;
ALTER TABLE entry ALTER COLUMN significant DROP EXPRESSION;

CREATE INDEX entry_page_significant ON entry (record, happened_at DESC, event DESC) WHERE significant;
CREATE INDEX entry_childs_words ON entry (record, happened_at DESC, event DESC) WHERE child_voice IS NOT NULL;
CREATE INDEX entry_beginnings ON entry (record, happened_at DESC, event DESC)
    WHERE type IN ('lead-practitioner', 'assessment');

-- A practitioner has read what was known of before an assessment or lead. What people did here: a rebuild from
-- referral-service leaves it alone.
CREATE TABLE history_acknowledgement (
    record uuid NOT NULL,
    event uuid NOT NULL,
    practitioner text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (record, event, practitioner)
);
GRANT SELECT, INSERT ON history_acknowledgement TO chronology_writer;
GRANT SELECT ON history_acknowledgement TO chronology_reader;
ALTER TABLE history_acknowledgement ENABLE ROW LEVEL SECURITY;
ALTER TABLE history_acknowledgement FORCE ROW LEVEL SECURITY;
CREATE POLICY writer_appends ON history_acknowledgement TO chronology_writer USING (true) WITH CHECK (true);
CREATE POLICY reader_of_granted_persons ON history_acknowledgement FOR SELECT TO chronology_reader
    USING (record IN (SELECT n.record FROM record_now n));

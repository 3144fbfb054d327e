-- Answers to subject access requests: what is left out of them, who proposed it, who agreed (docs/adr/0025).

CREATE TABLE redaction (
    id uuid PRIMARY KEY,
    person uuid NOT NULL,
    prepared_by text NOT NULL CHECK (prepared_by <> ''),
    -- The day on which the request came in.
    received date NOT NULL,
    reason text NOT NULL CHECK (length(reason) BETWEEN 10 AND 500),
    begun_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'PREPARING' CHECK (state IN ('PREPARING', 'PROPOSED', 'SENT_BACK', 'APPROVED')),
    state_at timestamptz,
    -- Of everything that was there to be looked at.
    digest bytea CHECK (octet_length(digest) = 32),
    decided_by text,
    note text CHECK (length(note) BETWEEN 10 AND 500),
    CHECK (state = 'PREPARING' OR state_at IS NOT NULL),
    CHECK (state NOT IN ('PROPOSED', 'APPROVED') OR digest IS NOT NULL),
    -- Whoever prepared it does not decide, whatever the code says.
    CHECK (state NOT IN ('SENT_BACK', 'APPROVED') OR (decided_by IS NOT NULL AND decided_by <> prepared_by)),
    CHECK ((state = 'SENT_BACK') = (note IS NOT NULL))
);
CREATE INDEX redaction_person ON redaction (person, begun_at DESC);

CREATE TABLE redaction_place (
    redaction uuid NOT NULL REFERENCES redaction,
    event uuid NOT NULL,
    ground text NOT NULL CHECK (ground IN ('OTHER_PERSON', 'SOURCE_OF_CONCERN', 'SERIOUS_HARM', 'NOT_IN_CHILDS_INTEREST',
        'CRIME', 'LEGAL_ADVICE')),
    parts text[] NOT NULL CHECK (cardinality(parts) > 0),
    PRIMARY KEY (redaction, event)
);

ALTER TABLE export_job ADD COLUMN redaction uuid REFERENCES redaction;
ALTER TABLE export_job DROP CONSTRAINT export_job_purpose_check;
ALTER TABLE export_job ADD CONSTRAINT export_job_purpose_check
    CHECK (purpose IN ('CONFERENCE', 'COURT', 'SUPERVISION', 'SUBJECT_ACCESS'));
-- No file for whom it is about without what was agreed to leave out.
ALTER TABLE export_job ADD CONSTRAINT export_job_redacted CHECK ((purpose = 'SUBJECT_ACCESS') = (redaction IS NOT NULL));
CREATE INDEX export_job_redaction ON export_job (redaction) WHERE redaction IS NOT NULL;

GRANT SELECT, INSERT ON redaction TO chronology_exporter;
GRANT UPDATE (state, state_at, digest, decided_by, note) ON redaction TO chronology_exporter;
GRANT SELECT, INSERT, UPDATE, DELETE ON redaction_place TO chronology_exporter;
GRANT SELECT, DELETE ON redaction, redaction_place TO chronology_steward;

ALTER TABLE redaction ENABLE ROW LEVEL SECURITY;
ALTER TABLE redaction FORCE ROW LEVEL SECURITY;
ALTER TABLE redaction_place ENABLE ROW LEVEL SECURITY;
ALTER TABLE redaction_place FORCE ROW LEVEL SECURITY;

CREATE POLICY exporter_of_granted_persons ON redaction TO chronology_exporter
    USING (person = ANY ((SELECT granted_persons())::uuid[]))
    WITH CHECK (person = ANY ((SELECT granted_persons())::uuid[]));
CREATE POLICY exporter_of_granted_persons ON redaction_place FOR SELECT TO chronology_exporter
    USING (redaction IN (SELECT r.id FROM redaction r));
-- What is withheld is said by whoever prepares it, and while they do.
CREATE POLICY exporter_prepares ON redaction_place FOR INSERT TO chronology_exporter
    WITH CHECK (redaction IN (SELECT r.id FROM redaction r
        WHERE r.prepared_by = (SELECT asking_practitioner()) AND r.state IN ('PREPARING', 'SENT_BACK')));
CREATE POLICY exporter_changes ON redaction_place FOR UPDATE TO chronology_exporter
    USING (redaction IN (SELECT r.id FROM redaction r
        WHERE r.prepared_by = (SELECT asking_practitioner()) AND r.state IN ('PREPARING', 'SENT_BACK')));
CREATE POLICY exporter_takes_back ON redaction_place FOR DELETE TO chronology_exporter
    USING (redaction IN (SELECT r.id FROM redaction r
        WHERE r.prepared_by = (SELECT asking_practitioner()) AND r.state IN ('PREPARING', 'SENT_BACK')));
CREATE POLICY steward_erases ON redaction TO chronology_steward USING (true);
CREATE POLICY steward_erases ON redaction_place TO chronology_steward USING (true);

-- What the privacy officer found of each reading in an emergency (docs/adr/0012), and whom they were reminded of.

ALTER TABLE access_statement ADD UNIQUE (id, practitioner);

CREATE TABLE emergency_review (
    statement uuid PRIMARY KEY,
    -- Whoever read; nobody reviews their own, whatever the code says.
    practitioner text NOT NULL,
    reviewer text NOT NULL CHECK (reviewer <> '' AND reviewer <> practitioner),
    outcome text NOT NULL CHECK (outcome IN ('JUSTIFIED', 'NOT_JUSTIFIED')),
    reason text NOT NULL CHECK (length(reason) BETWEEN 10 AND 1000),
    reviewed_at timestamptz NOT NULL,
    FOREIGN KEY (statement, practitioner) REFERENCES access_statement (id, practitioner)
);
-- A message went that nobody has reviewed it in time; one each.
CREATE TABLE emergency_reminder (
    statement uuid PRIMARY KEY REFERENCES access_statement,
    at timestamptz NOT NULL
);

GRANT SELECT, INSERT ON emergency_review, emergency_reminder TO chronology_access;
GRANT SELECT, DELETE ON emergency_review, emergency_reminder TO chronology_steward;

ALTER TABLE emergency_review ENABLE ROW LEVEL SECURITY;
ALTER TABLE emergency_review FORCE ROW LEVEL SECURITY;
ALTER TABLE emergency_reminder ENABLE ROW LEVEL SECURITY;
ALTER TABLE emergency_reminder FORCE ROW LEVEL SECURITY;
CREATE POLICY access_decides ON emergency_review TO chronology_access USING (true) WITH CHECK (true);
CREATE POLICY access_decides ON emergency_reminder TO chronology_access USING (true) WITH CHECK (true);
CREATE POLICY steward_erases ON emergency_review TO chronology_steward USING (true);
CREATE POLICY steward_erases ON emergency_reminder TO chronology_steward USING (true);

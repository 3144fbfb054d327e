-- When practitioners are away, days in England: of each the present ones, which the directory's messages tell.
ALTER TABLE directory_entry
    ADD COLUMN manager text,
    ADD COLUMN absences datemultirange NOT NULL DEFAULT '{}',
    ADD CHECK (kind = 'PRACTITIONER' OR isempty(absences));
UPDATE directory_entry SET manager = CAST(content AS jsonb) ->> 'manager' WHERE kind = 'PRACTITIONER';
CREATE INDEX directory_entry_manager ON directory_entry (manager) WHERE manager IS NOT NULL;

-- Each list that a person set, and who: rows are only added. What the audit's rows name is their id.
CREATE TABLE absences_set (
    id uuid PRIMARY KEY,
    practitioner text NOT NULL REFERENCES directory_entry,
    absences datemultirange NOT NULL,
    set_by text NOT NULL,
    set_at timestamptz NOT NULL
);

-- When practitioners are away, days in England: on them nobody waits for them. What there is says so when it comes anew.
ALTER TABLE directory_practitioner ADD COLUMN absences datemultirange NOT NULL DEFAULT '{}';

-- Who stands in for a lead who is away, days in England. What there is says so when it comes anew.
ALTER TABLE directory_practitioner
    ADD COLUMN deputy text,
    ADD COLUMN absences datemultirange NOT NULL DEFAULT '{}';

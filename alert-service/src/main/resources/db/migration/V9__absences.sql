-- When practitioners are away, days in England. What there is says so when it comes anew.
ALTER TABLE practitioner ADD COLUMN absences datemultirange NOT NULL DEFAULT '{}';

-- Who answers for a person's alerts on a day: lead, deputy, manager, whoever of them has an open account and is not
-- away. A function, because a view has no day. The reader looks at lead_until itself.
DROP VIEW person_owner;
CREATE FUNCTION person_owner(today date)
RETURNS TABLE (person uuid, lead text, lead_until timestamptz, mail_set_aside_until timestamptz, owner text)
LANGUAGE sql STABLE
AS $$
    SELECT p.person, p.lead, p.lead_until, p.mail_set_aside_until,
        CASE WHEN l.active AND NOT l.absences @> today THEN l.practitioner
             WHEN d.active AND NOT d.absences @> today THEN d.practitioner
             WHEN m.active AND NOT m.absences @> today THEN m.practitioner END
    FROM person p
    LEFT JOIN practitioner l ON l.practitioner = p.lead
    LEFT JOIN practitioner d ON d.practitioner = l.deputy
    LEFT JOIN practitioner m ON m.practitioner = l.manager
$$;

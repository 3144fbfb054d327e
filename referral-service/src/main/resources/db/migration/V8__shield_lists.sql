-- A list of who may see what is shielded of a child opens something: a second person agrees. One that takes people away
-- alone holds at once. What was set before holds as it was set.
ALTER TABLE shield_list
    ADD COLUMN approved_by text,
    ADD COLUMN approved_at timestamptz,
    ADD CHECK (num_nulls(approved_by, approved_at) IN (0, 2));
UPDATE shield_list SET approved_by = set_by, approved_at = set_at;

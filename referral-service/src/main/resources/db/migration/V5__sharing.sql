-- What the partnership decided about sharing, who decided it, and who may see what is shielded of a child.

CREATE TABLE sharing_policy (
    id uuid PRIMARY KEY,
    agency text,
    purpose text,
    data_class text NOT NULL CHECK (data_class IN ('NORMAL', 'RESTRICTED')),
    effect text NOT NULL CHECK (effect IN ('CONTENT', 'EXISTENCE', 'DENY')),
    from_at timestamptz NOT NULL,
    until_at timestamptz,
    reason text NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL,
    -- What opens something needs a second person; what denies holds at once.
    approved_by text,
    approved_at timestamptz,
    ended_by text,
    ended_at timestamptz,
    CHECK (effect = 'DENY' OR approved_by IS NULL OR approved_by <> proposed_by),
    CHECK (until_at IS NULL OR until_at > from_at OR ended_at IS NOT NULL)
);
CREATE INDEX sharing_policy_proposed ON sharing_policy (proposed_at);

-- Each list as it was set; the latest of a child holds.
CREATE TABLE shield_list (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person uuid NOT NULL,
    practitioners text[] NOT NULL,
    reason text NOT NULL,
    set_by text NOT NULL,
    set_at timestamptz NOT NULL
);
CREATE INDEX shield_list_person ON shield_list (person, number);

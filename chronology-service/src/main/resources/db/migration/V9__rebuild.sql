-- Making the chronology anew from what the other services ever numbered (docs/adr/0018), and erasing what was ordered.

-- The fourth role for facts: it sets right what is wrong, and erases. Nothing that answers a question takes it.
GRANT SELECT, INSERT, UPDATE, DELETE ON record_membership, record_now, record_opening, confirmation, entry,
    entry_message, entry_mark, agency_heard TO chronology_steward;

CREATE POLICY steward_mends ON record_membership TO chronology_steward USING (true) WITH CHECK (true);
CREATE POLICY steward_mends ON record_now TO chronology_steward USING (true) WITH CHECK (true);
CREATE POLICY steward_mends ON record_opening TO chronology_steward USING (true) WITH CHECK (true);
CREATE POLICY steward_mends ON confirmation TO chronology_steward USING (true) WITH CHECK (true);
CREATE POLICY steward_mends ON entry TO chronology_steward USING (true) WITH CHECK (true);
CREATE POLICY steward_mends ON entry_message TO chronology_steward USING (true) WITH CHECK (true);
CREATE POLICY steward_mends ON entry_mark TO chronology_steward USING (true) WITH CHECK (true);

-- All entries of some records: a rebuild compares them with those that it knows the messages of.
CREATE INDEX entry_message_record ON entry_message (record);

-- One at a time.
CREATE TABLE rebuild (
    id uuid PRIMARY KEY,
    ordered bigint GENERATED ALWAYS AS IDENTITY,
    ordered_at timestamptz NOT NULL,
    ordered_by text NOT NULL,
    request_id uuid NOT NULL,
    finished_at timestamptz
);
CREATE UNIQUE INDEX rebuild_runs_alone ON rebuild ((true)) WHERE finished_at IS NULL;

-- Records are gone through in the order of their ids; each stretch is in the hands of one worker of one replica.
CREATE TABLE rebuild_stretch (
    rebuild uuid NOT NULL REFERENCES rebuild,
    number int NOT NULL,
    position text NOT NULL,
    until text NOT NULL,
    done boolean NOT NULL DEFAULT false,
    claim uuid,
    claimed_at timestamptz,
    records bigint NOT NULL DEFAULT 0,
    messages bigint NOT NULL DEFAULT 0,
    written bigint NOT NULL DEFAULT 0,
    removed bigint NOT NULL DEFAULT 0,
    left_alone bigint NOT NULL DEFAULT 0,
    refused bigint NOT NULL DEFAULT 0,
    heard jsonb NOT NULL DEFAULT '{}',
    trouble text,
    PRIMARY KEY (rebuild, number)
);
CREATE INDEX rebuild_stretch_waiting ON rebuild_stretch (number) WHERE NOT done;

GRANT SELECT, INSERT, UPDATE ON rebuild, rebuild_stretch TO chronology;

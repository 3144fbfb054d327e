-- What orders have erased (docs/adr/0023): ids alone, so that nothing of it comes back when it arrives late, again, or
-- in a rebuild.

-- KEPT: plan history, of which the codes stay. A row of each order: the set does not depend on which came first.
CREATE TABLE erased_entry (
    record uuid NOT NULL,
    event uuid NOT NULL,
    order_id uuid NOT NULL,
    kept boolean NOT NULL,
    PRIMARY KEY (record, event, order_id)
);
-- Orders about all that is held of a child. Alerts and disagreements known by then go with it.
CREATE TABLE erased_record (
    record uuid NOT NULL,
    order_id uuid NOT NULL,
    extent text NOT NULL CHECK (extent IN ('EVERYTHING', 'BUT_PLAN_HISTORY')),
    known_at timestamptz NOT NULL,
    PRIMARY KEY (record, order_id)
);

GRANT SELECT ON erased_entry, erased_record TO chronology_writer, chronology_reader;
GRANT SELECT, INSERT, UPDATE, DELETE ON erased_entry, erased_record TO chronology_steward;

ALTER TABLE erased_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE erased_entry FORCE ROW LEVEL SECURITY;
ALTER TABLE erased_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE erased_record FORCE ROW LEVEL SECURITY;
CREATE POLICY writer_asks ON erased_entry FOR SELECT TO chronology_writer USING (true);
CREATE POLICY writer_asks ON erased_record FOR SELECT TO chronology_writer USING (true);
CREATE POLICY steward_mends ON erased_entry TO chronology_steward USING (true) WITH CHECK (true);
CREATE POLICY steward_mends ON erased_record TO chronology_steward USING (true) WITH CHECK (true);
CREATE POLICY reader_of_granted_persons ON erased_entry FOR SELECT TO chronology_reader
    USING (record IN (SELECT n.record FROM record_now n));
CREATE POLICY reader_of_granted_persons ON erased_record FOR SELECT TO chronology_reader
    USING (record IN (SELECT n.record FROM record_now n));

-- What people wrote about the child beside the facts: why they read, what they asked files for, what they had read.
GRANT SELECT, DELETE ON access_statement, history_acknowledgement, export_job, export_progress, export_part
    TO chronology_steward;
CREATE POLICY steward_erases ON access_statement TO chronology_steward USING (true);
CREATE POLICY steward_erases ON history_acknowledgement TO chronology_steward USING (true);
CREATE POLICY steward_erases ON export_job TO chronology_steward USING (true);
CREATE POLICY steward_erases ON export_progress TO chronology_steward USING (true);
CREATE POLICY steward_erases ON export_part TO chronology_steward USING (true);

-- Of whom the audit still holds what people wrote about why they read: it is erased once it is sealed, with its digests
-- kept (docs/adr/0016).
CREATE TABLE erasure_audit (
    order_id uuid NOT NULL,
    person uuid NOT NULL,
    known_at timestamptz NOT NULL,
    PRIMARY KEY (order_id, person)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON erasure_audit TO chronology;

-- What orders have erased (docs/adr/0023): ids alone, so that nothing of it comes back when it arrives late or again.

-- KEPT: plan history, of which the codes stay.
CREATE TABLE erased_event (
    record uuid NOT NULL,
    event uuid NOT NULL,
    order_id uuid NOT NULL,
    kept boolean NOT NULL,
    PRIMARY KEY (record, event, order_id)
);
-- Orders about all that is held of the child.
CREATE TABLE erased_record (
    record uuid NOT NULL,
    order_id uuid NOT NULL,
    extent text NOT NULL CHECK (extent IN ('EVERYTHING', 'BUT_PLAN_HISTORY')),
    known timestamptz NOT NULL,
    PRIMARY KEY (record, order_id)
);

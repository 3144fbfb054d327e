-- platform/messaging: outbox, inbox, gaps, quarantine, the clock's offset, and what the reconciler keeps.
CREATE TABLE service_clock (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    offset_millis bigint NOT NULL DEFAULT 0
);
INSERT INTO service_clock DEFAULT VALUES;
CREATE TABLE outbox_number (topic text NOT NULL, key text NOT NULL, last bigint NOT NULL, PRIMARY KEY (topic, key));
CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id uuid NOT NULL UNIQUE,
    topic text NOT NULL,
    key text NOT NULL,
    sequence bigint NOT NULL,
    payload bytea NOT NULL,
    created_at timestamptz NOT NULL,
    traceparent text,
    published_at timestamptz,
    UNIQUE (topic, key, sequence)
);
CREATE INDEX outbox_unpublished ON outbox (id) WHERE published_at IS NULL;
-- Written in this order: a block range index costs nothing and finds a day.
CREATE INDEX outbox_created ON outbox USING brin (created_at);
CREATE TABLE inbox (
    message_id uuid PRIMARY KEY,
    topic text NOT NULL,
    key text NOT NULL,
    sequence bigint NOT NULL,
    applied_at timestamptz NOT NULL
);
CREATE TABLE inbox_number (topic text NOT NULL, key text NOT NULL, contiguous bigint NOT NULL, highest bigint NOT NULL, PRIMARY KEY (topic, key));
CREATE TABLE inbox_gap (
    topic text NOT NULL, key text NOT NULL, sequence bigint NOT NULL,
    noticed_at timestamptz NOT NULL, asked_at timestamptz,
    PRIMARY KEY (topic, key, sequence)
);
CREATE TABLE quarantine (
    id uuid PRIMARY KEY,
    message_id uuid,
    topic text NOT NULL, key text, "partition" int NOT NULL, "offset" bigint NOT NULL,
    produced_at timestamptz NOT NULL,
    payload bytea, reason text NOT NULL,
    quarantined_at timestamptz NOT NULL, replayed_at timestamptz,
    UNIQUE (topic, "partition", "offset", produced_at)
);
CREATE INDEX quarantine_waiting ON quarantine (key) WHERE replayed_at IS NULL;
-- How far a slow round over something numbered has come, and which replica's turn it was when.
CREATE TABLE looking_round (name text PRIMARY KEY, position bigint NOT NULL, turned_at timestamptz NOT NULL);
-- What a producer says it filed of each agency in a day, and how that differs from what is applied here.
CREATE TABLE inbox_tally (
    day date PRIMARY KEY,
    until timestamptz NOT NULL,
    filed jsonb NOT NULL,
    sequence bigint NOT NULL,
    difference jsonb,
    differs_since timestamptz,
    asked_at timestamptz
);
CREATE INDEX inbox_tally_differs ON inbox_tally (day) WHERE difference IS NOT NULL;

-- platform/messaging: outbox, inbox, gaps, quarantine and the clock's offset.
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

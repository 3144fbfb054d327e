-- platform/mail: messages, whom they were sent to, and each attempt.
CREATE TABLE mail_message (
    id uuid PRIMARY KEY,
    reference text NOT NULL,
    purpose text NOT NULL,
    addressee text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    state text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'SENT', 'FAILED', 'CANCELLED')),
    created_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    attempts int NOT NULL DEFAULT 0,
    -- First attempt since somebody last asked for it to be sent; the retry schedule ends days later.
    tried_since timestamptz,
    -- Real time of the database, not the service's clock: it bounds a network call.
    lease_until timestamptz,
    -- Whether some attempt may have reached its recipient without our knowing.
    in_doubt boolean NOT NULL DEFAULT false,
    -- Set while there is nobody to send it to.
    without_recipient boolean NOT NULL DEFAULT false,
    ended_at timestamptz
);
CREATE INDEX mail_message_waiting ON mail_message (next_attempt_at, id) WHERE state = 'WAITING';
CREATE INDEX mail_message_failed ON mail_message (created_at) WHERE state = 'FAILED' OR without_recipient;
CREATE TABLE mail_recipient (
    id uuid PRIMARY KEY,
    message_id uuid NOT NULL REFERENCES mail_message,
    recipient text NOT NULL,
    smtp_message_id text NOT NULL UNIQUE,
    refused boolean NOT NULL DEFAULT false,
    UNIQUE (message_id, recipient)
);
CREATE INDEX mail_recipient_refused ON mail_recipient (message_id) WHERE refused;
CREATE INDEX mail_recipient_recipient ON mail_recipient (recipient);
CREATE TABLE mail_attempt (
    id uuid PRIMARY KEY,
    recipient_id uuid NOT NULL REFERENCES mail_recipient,
    number int NOT NULL,
    address text NOT NULL,
    started_at timestamptz NOT NULL,
    -- NULL while it is under way, and after a crash until the next claim calls it INDETERMINATE.
    outcome text CHECK (outcome IN ('ACCEPTED', 'REFUSED', 'BARRED', 'DEFERRED', 'INDETERMINATE')),
    reply_code int,
    reply text,
    resolved_at timestamptz,
    UNIQUE (recipient_id, number)
);

-- Who may be shown what, beyond confirmations; reasons that people gave; and mail about emergencies.

-- Sharing policies, shield lists and the heartbeat are copies: of each the message with the highest number holds.
CREATE TABLE sharing_policy (
    id uuid PRIMARY KEY,
    sequence bigint NOT NULL,
    -- NULL: every agency; every purpose.
    agency text,
    purpose text,
    data_class text NOT NULL CHECK (data_class IN ('NORMAL', 'RESTRICTED')),
    effect text NOT NULL CHECK (effect IN ('CONTENT', 'EXISTENCE', 'DENY')),
    from_at timestamptz NOT NULL,
    until_at timestamptz
);
CREATE TABLE shield_list (
    person uuid PRIMARY KEY,
    sequence bigint NOT NULL,
    practitioners text[] NOT NULL
);
CREATE TABLE access_heartbeat (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    heard_at timestamptz NOT NULL
);

-- Reasons, by people outside of the team around the child. They open nothing by themselves, and are never changed.
CREATE TABLE access_statement (
    id uuid PRIMARY KEY,
    person uuid NOT NULL,
    practitioner text NOT NULL,
    agency text NOT NULL,
    ground text NOT NULL CHECK (ground IN ('TEAM', 'FRONT_DOOR', 'SHARED', 'EMERGENCY')),
    purpose text,
    emergency text,
    reason text NOT NULL,
    -- Stands in the message about an emergency, and identifies nobody.
    reference text NOT NULL,
    from_at timestamptz NOT NULL,
    until_at timestamptz NOT NULL,
    CHECK (until_at > from_at AND until_at <= from_at + interval '8 hours'),
    CHECK (ground <> 'EMERGENCY' OR until_at <= from_at + interval '4 hours'),
    CHECK ((ground = 'EMERGENCY') = (emergency IS NOT NULL)),
    CHECK ((ground = 'SHARED') = (purpose IS NOT NULL))
);
CREATE INDEX access_statement_practitioner ON access_statement (practitioner, until_at);
CREATE INDEX access_statement_emergency ON access_statement (person, from_at) WHERE ground = 'EMERGENCY';

-- Managers read for their team; the address is where a lead is told. Known from the next message of each on.
ALTER TABLE directory_practitioner ADD COLUMN manager text, ADD COLUMN email text;
CREATE INDEX directory_practitioner_manager ON directory_practitioner (manager) WHERE active;

GRANT SELECT, INSERT, UPDATE ON sharing_policy, shield_list, access_heartbeat TO chronology_writer;
GRANT SELECT ON sharing_policy, shield_list, access_heartbeat, directory_agency TO chronology_access;
GRANT SELECT, INSERT ON access_statement TO chronology_access;
GRANT SELECT ON access_statement TO chronology_reader;

ALTER TABLE access_statement ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_statement FORCE ROW LEVEL SECURITY;
CREATE POLICY access_decides ON access_statement TO chronology_access USING (true) WITH CHECK (true);
CREATE POLICY reader_of_granted_persons ON access_statement FOR SELECT TO chronology_reader
    USING (person = ANY ((SELECT granted_persons())::uuid[]));

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

-- Under the login role, as messaging's: references and work addresses, nothing about a child.
GRANT SELECT, INSERT, UPDATE, DELETE ON mail_message, mail_recipient, mail_attempt TO chronology;

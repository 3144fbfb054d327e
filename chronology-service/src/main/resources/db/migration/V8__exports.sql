-- Files of a child's timeline: who asked for which, how far it is, and the file itself until it expires. The file holds
-- what its maker may see, so it is kept nowhere but here, in rows that nobody else can read.

-- Whose files the transaction may see. Never set is an error and not nobody, like granted_persons().
CREATE FUNCTION asking_practitioner() RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100000
    AS $$ BEGIN RETURN current_setting('wp.asking_practitioner'); END $$;

CREATE TABLE export_job (
    id uuid PRIMARY KEY,
    person uuid NOT NULL,
    practitioner text NOT NULL CHECK (practitioner <> ''),
    agency text NOT NULL,
    -- What the token said: a file made later is decided by them.
    roles text[] NOT NULL,
    -- Of the request that asked, for the audit.
    request uuid NOT NULL,
    format text NOT NULL CHECK (format IN ('PDF', 'CSV', 'JSON')),
    purpose text NOT NULL CHECK (purpose IN ('CONFERENCE', 'COURT', 'SUPERVISION')),
    reason text NOT NULL CHECK (length(reason) BETWEEN 10 AND 500),
    agencies text[] NOT NULL,
    types text[] NOT NULL,
    neglect_types text[] NOT NULL,
    harms text[] NOT NULL,
    bases text[] NOT NULL,
    directions text[] NOT NULL,
    layer text NOT NULL CHECK (layer IN ('SIGNIFICANT', 'ALL')),
    struck_too boolean NOT NULL,
    from_day date,
    to_day date,
    known_on date,
    asked_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'READY', 'FAILED', 'EXPIRED')),
    ended_at timestamptz,
    expires_at timestamptz,
    entries bigint,
    bytes bigint,
    sha256 bytea CHECK (octet_length(sha256) = 32),
    -- Which making's parts are the file.
    attempt int,
    -- How much its maker saw, and what it was read from: with less of either it is fetched no more.
    restricted boolean,
    shielded boolean,
    records uuid[],
    CHECK (state <> 'READY'
        OR num_nulls(ended_at, expires_at, entries, bytes, sha256, attempt, restricted, shielded, records) = 0)
);
CREATE INDEX export_job_asked ON export_job (person, practitioner, asked_at DESC);
CREATE INDEX export_job_waiting ON export_job (asked_at) WHERE state = 'WAITING';
CREATE INDEX export_job_expires ON export_job (expires_at) WHERE state = 'READY';

-- Who makes the file has a lease and no lock: a transaction that had written and lasted as long as the making would keep
-- the audit from being sealed meanwhile.
CREATE TABLE export_progress (
    export uuid PRIMARY KEY REFERENCES export_job,
    -- How often making it was begun; the last one alone may write.
    attempts int NOT NULL DEFAULT 0,
    lease_until timestamptz,
    done bigint NOT NULL DEFAULT 0,
    total bigint
);

CREATE TABLE export_part (
    export uuid NOT NULL REFERENCES export_job,
    attempt int NOT NULL,
    number int NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (export, attempt, number)
);

GRANT SELECT, INSERT ON export_job, export_progress TO chronology_exporter;
GRANT SELECT ON export_part TO chronology_exporter;
GRANT SELECT, UPDATE ON export_job, export_progress TO chronology_maker;
-- What stands in a file is for whoever asked for it: its maker only writes it.
GRANT SELECT (export, attempt, number), INSERT, DELETE ON export_part TO chronology_maker;

ALTER TABLE export_job ENABLE ROW LEVEL SECURITY;
ALTER TABLE export_job FORCE ROW LEVEL SECURITY;
ALTER TABLE export_progress ENABLE ROW LEVEL SECURITY;
ALTER TABLE export_progress FORCE ROW LEVEL SECURITY;
ALTER TABLE export_part ENABLE ROW LEVEL SECURITY;
ALTER TABLE export_part FORCE ROW LEVEL SECURITY;

-- Only what one asked for oneself, and only while one may read the child.
CREATE POLICY exporter_of_own ON export_job TO chronology_exporter
    USING (person = ANY ((SELECT granted_persons())::uuid[])
        AND practitioner = (SELECT asking_practitioner()))
    WITH CHECK (person = ANY ((SELECT granted_persons())::uuid[])
        AND practitioner = (SELECT asking_practitioner()));
CREATE POLICY exporter_of_own ON export_progress TO chronology_exporter
    USING (export IN (SELECT j.id FROM export_job j)) WITH CHECK (export IN (SELECT j.id FROM export_job j));
CREATE POLICY exporter_of_own ON export_part FOR SELECT TO chronology_exporter
    USING (export IN (SELECT j.id FROM export_job j));

CREATE POLICY maker_makes ON export_job TO chronology_maker USING (true) WITH CHECK (true);
CREATE POLICY maker_makes ON export_progress TO chronology_maker USING (true) WITH CHECK (true);
CREATE POLICY maker_makes ON export_part TO chronology_maker USING (true) WITH CHECK (true);

CREATE TABLE worker (
    worker text PRIMARY KEY,
    host text NOT NULL DEFAULT '',
    pool text NOT NULL,
    slots integer NOT NULL CHECK (slots >= 0),
    device text NOT NULL DEFAULT '',
    -- It said goodbye.
    gone boolean NOT NULL DEFAULT false,
    seen_at timestamptz NOT NULL,
    seen_ms bigint NOT NULL
);

-- Components that a worker announced and the orchestrator's own build does not know.
CREATE TABLE component (
    type text NOT NULL,
    name text NOT NULL,
    summary text NOT NULL,
    parameters jsonb NOT NULL,
    PRIMARY KEY (type, name)
);

-- Time in which heartbeats could be applied, by whichever replica reads them; leases are measured
-- on it. It moves with marks that travel through the heartbeat topic itself, so it stands while
-- Kafka, PostgreSQL or every orchestrator is down, and no outage of ours ends a lease.
CREATE TABLE contact (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    elapsed_ms bigint NOT NULL DEFAULT 0,
    marked_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO contact DEFAULT VALUES;

-- Series of runs that have ended, some thousand points a row (store/PackedSeries.java); what is here
-- is no longer in "metric".
CREATE TABLE packed_metric (
    run uuid NOT NULL,
    name text NOT NULL,
    attempt integer NOT NULL,
    -- The seq of the first event in it: the order of pieces.
    seq bigint NOT NULL,
    first_step bigint NOT NULL,
    last_step bigint NOT NULL,
    data bytea NOT NULL,
    PRIMARY KEY (run, name, attempt, seq),
    FOREIGN KEY (run, attempt) REFERENCES attempt ON DELETE CASCADE
);
-- It is deflated already.
ALTER TABLE packed_metric ALTER COLUMN data SET STORAGE EXTERNAL;

-- Which runs' series are packed, and which are reduced.
CREATE TABLE metric_retention (
    run uuid PRIMARY KEY REFERENCES run ON DELETE CASCADE,
    reduced boolean NOT NULL
);
CREATE INDEX run_by_end ON run (ended_at) WHERE ended_at IS NOT NULL;

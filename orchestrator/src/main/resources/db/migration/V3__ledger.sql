-- Everything that happened, in one order. Rows are written under one advisory transaction lock
-- (store/Ledger.java), so that ids become visible in rising order and a reader that remembers the
-- last id it saw misses nothing.
CREATE TABLE event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run uuid NOT NULL REFERENCES run ON DELETE CASCADE,
    attempt integer NOT NULL,
    -- Null for a change of state, which has no number of its own.
    seq bigint CHECK (seq > 0),
    type text NOT NULL,
    at timestamptz NOT NULL,
    body jsonb NOT NULL,
    UNIQUE (run, attempt, seq),
    CHECK ((type = 'state') = (seq IS NULL))
);
CREATE INDEX event_by_run ON event (run, id);

-- Per-step series: one row an event and series, its points as arrays.
CREATE TABLE metric (
    run uuid NOT NULL,
    name text NOT NULL,
    attempt integer NOT NULL,
    seq bigint NOT NULL,
    steps bigint[] NOT NULL,
    points float8[] NOT NULL,
    PRIMARY KEY (run, name, attempt, seq),
    FOREIGN KEY (run, attempt) REFERENCES attempt ON DELETE CASCADE,
    CHECK (cardinality(steps) = cardinality(points))
);

CREATE TABLE epoch (
    run uuid NOT NULL,
    attempt integer NOT NULL,
    epoch integer NOT NULL,
    step bigint NOT NULL,
    seconds float8 NOT NULL,
    measured jsonb NOT NULL,
    PRIMARY KEY (run, attempt, epoch),
    FOREIGN KEY (run, attempt) REFERENCES attempt ON DELETE CASCADE
);

CREATE TABLE log_line (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run uuid NOT NULL,
    attempt integer NOT NULL,
    seq bigint NOT NULL,
    at timestamptz NOT NULL,
    level text NOT NULL,
    message text NOT NULL,
    UNIQUE (run, attempt, seq),
    FOREIGN KEY (run, attempt) REFERENCES attempt ON DELETE CASCADE
);
CREATE INDEX log_line_by_run ON log_line (run, id);

CREATE TABLE evaluation (
    run uuid NOT NULL,
    attempt integer NOT NULL,
    split text NOT NULL,
    step bigint NOT NULL,
    loss_nats float8 NOT NULL,
    accuracy float8 NOT NULL,
    classes jsonb NOT NULL,
    -- Row = true class, column = predicted class.
    matrix jsonb NOT NULL,
    PRIMARY KEY (run, attempt, split, step),
    FOREIGN KEY (run, attempt) REFERENCES attempt ON DELETE CASCADE
);

-- Records that could not be read or stored: kept, so that the partition goes on and nothing is lost.
CREATE TABLE quarantined_record (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL,
    kafka_partition integer NOT NULL,
    kafka_offset bigint NOT NULL,
    record_key bytea,
    record_value bytea,
    reason text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (topic, kafka_partition, kafka_offset)
);

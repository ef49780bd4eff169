-- The queue of record: one row a run. docs/states.md has the diagram of its states.
CREATE TABLE run (
    id uuid PRIMARY KEY,
    -- Order of submission; also the cursor of lists.
    number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    name text NOT NULL,
    kind text NOT NULL,
    architecture text NOT NULL,
    pool text NOT NULL,
    priority integer NOT NULL,
    retries integer NOT NULL CHECK (retries >= 0),
    tags text[] NOT NULL,
    spec jsonb NOT NULL,
    idempotency_key text UNIQUE,
    body_sha256 bytea NOT NULL CHECK (octet_length(body_sha256) = 32),

    state text NOT NULL DEFAULT 'PENDING' CHECK (state IN
        ('PENDING', 'QUEUED', 'LEASED', 'RETRY_WAIT', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    cancel_requested boolean NOT NULL DEFAULT false,
    -- The fencing number of the newest attempt; rises with every claim.
    attempt integer NOT NULL DEFAULT 0 CHECK (attempt >= 0),
    claim_nonce uuid,
    worker text,
    -- On the contact clock, see V4: time in which heartbeats could be applied.
    lease_until_ms bigint,
    counted_failures integer NOT NULL DEFAULT 0,
    infrastructure_failures integer NOT NULL DEFAULT 0,
    not_before timestamptz,
    queued_at timestamptz,
    failure_kind text,
    failure_message text,

    submitted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at timestamptz,
    ended_at timestamptz,

    epoch integer NOT NULL DEFAULT 0,
    epochs integer NOT NULL DEFAULT 0,
    step bigint NOT NULL DEFAULT 0,
    steps bigint NOT NULL DEFAULT 0,
    -- "values" is a reserved word.
    newest_values jsonb NOT NULL DEFAULT '{}',

    best_checkpoint uuid,
    last_checkpoint uuid,

    CHECK ((state = 'LEASED') = (lease_until_ms IS NOT NULL)),
    CHECK (state <> 'LEASED' OR (worker IS NOT NULL AND claim_nonce IS NOT NULL AND attempt > 0)),
    CHECK (state <> 'QUEUED' OR queued_at IS NOT NULL),
    CHECK ((state IN ('SUCCEEDED', 'FAILED', 'CANCELLED')) = (ended_at IS NOT NULL)),
    CHECK ((state = 'FAILED') = (failure_kind IS NOT NULL))
);

-- What the publisher, the reconciler and the reaper look for.
CREATE INDEX run_pending ON run (pool, priority DESC, number) WHERE state = 'PENDING';
CREATE INDEX run_queued ON run (queued_at) WHERE state = 'QUEUED';
CREATE INDEX run_leased ON run (lease_until_ms) WHERE state = 'LEASED';
CREATE INDEX run_waiting ON run (not_before) WHERE state = 'RETRY_WAIT';
CREATE INDEX run_by_state ON run (state, number);

-- The last line of defence, whatever a statement says: an end is final (I2, I9) and the fencing
-- number only rises (I3).
CREATE FUNCTION keep_run_invariants() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('SUCCEEDED', 'FAILED', 'CANCELLED') AND NEW.state <> OLD.state THEN
        RAISE EXCEPTION 'run % has ended as %; it cannot become %', OLD.id, OLD.state, NEW.state;
    END IF;
    IF NEW.attempt < OLD.attempt THEN
        RAISE EXCEPTION 'run % has had attempt %; it cannot go back to %', OLD.id, OLD.attempt, NEW.attempt;
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER run_invariants BEFORE UPDATE OF state, attempt ON run
    FOR EACH ROW EXECUTE FUNCTION keep_run_invariants();

CREATE TABLE attempt (
    run uuid NOT NULL REFERENCES run ON DELETE CASCADE,
    attempt integer NOT NULL CHECK (attempt > 0),
    state text NOT NULL DEFAULT 'CLAIMED' CHECK (state IN
        ('CLAIMED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'LOST', 'CANCELLED', 'RELEASED')),
    worker text NOT NULL,
    -- What its predecessors measured after this step does not count.
    resumed_from bigint NOT NULL DEFAULT 0 CHECK (resumed_from >= 0),
    claimed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamptz,
    failure_kind text,
    failure_message text,
    PRIMARY KEY (run, attempt),
    CHECK ((state IN ('CLAIMED', 'RUNNING')) = (ended_at IS NULL))
);

-- I8: one live attempt a run.
CREATE UNIQUE INDEX attempt_live ON attempt (run) WHERE state IN ('CLAIMED', 'RUNNING');

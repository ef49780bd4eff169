-- Who runs when: projects that share pools, runs that follow others, pausing, preemption.
ALTER TABLE run
    ADD COLUMN project text NOT NULL DEFAULT 'default',
    -- The earliest start that its spec asks for; not_before is the pause after an attempt.
    ADD COLUMN earliest_start timestamptz,
    -- Why the worker that has it was asked to stop, where the run goes on later.
    ADD COLUMN interruption text CHECK (interruption IN ('PAUSE', 'PREEMPT')),
    -- The run it was retried or cloned from.
    ADD COLUMN origin uuid REFERENCES run ON DELETE SET NULL,
    DROP CONSTRAINT run_state_check,
    ADD CONSTRAINT run_state_check CHECK (state IN ('PENDING', 'QUEUED', 'LEASED', 'RETRY_WAIT',
        'PAUSED', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    ADD CHECK (interruption IS NULL OR state = 'LEASED');

ALTER TABLE attempt
    DROP CONSTRAINT attempt_state_check,
    ADD CONSTRAINT attempt_state_check CHECK (state IN ('CLAIMED', 'RUNNING', 'SUCCEEDED', 'FAILED',
        'LOST', 'CANCELLED', 'RELEASED', 'PREEMPTED'));

-- The publisher takes the first of each project.
DROP INDEX run_pending;
CREATE INDEX run_pending ON run (pool, project, priority DESC, number) WHERE state = 'PENDING';
-- What counts against quotas.
CREATE INDEX run_held ON run (pool, project) WHERE state IN ('QUEUED', 'LEASED');
CREATE INDEX run_waits ON run (pool, project)
    WHERE state IN ('PENDING', 'QUEUED', 'RETRY_WAIT', 'PAUSED');
CREATE INDEX run_by_tag ON run USING gin (tags);
-- What a project has used of late, and how long such runs took.
CREATE INDEX attempt_by_end ON attempt (ended_at);
CREATE INDEX run_succeeded ON run (pool, ended_at) WHERE state = 'SUCCEEDED';

CREATE TABLE run_dependency (
    run uuid NOT NULL REFERENCES run ON DELETE CASCADE,
    upstream uuid NOT NULL REFERENCES run ON DELETE CASCADE,
    -- How the other must end.
    ending text NOT NULL CHECK (ending IN ('SUCCESS', 'END')),
    -- The other has ended, and this run has been told.
    settled boolean NOT NULL DEFAULT false,
    PRIMARY KEY (run, upstream),
    -- Only a run that is there can be named, so nothing follows itself, however far round.
    CHECK (run <> upstream)
);
CREATE INDEX run_dependency_open ON run_dependency (upstream) WHERE NOT settled;

-- Null is no bound.
CREATE TABLE pool_rule (
    pool text PRIMARY KEY,
    max_running integer CHECK (max_running >= 0),
    max_waiting integer CHECK (max_waiting >= 0),
    preemption boolean NOT NULL DEFAULT false,
    -- How long an attempt is left alone once it has begun.
    minimum_run_ms bigint NOT NULL DEFAULT 60000 CHECK (minimum_run_ms >= 0)
);

CREATE TABLE project_rule (
    pool text NOT NULL,
    project text NOT NULL,
    -- Its part of the pool, beside the weights of the others.
    weight float8 NOT NULL DEFAULT 1 CHECK (weight > 0),
    max_running integer CHECK (max_running >= 0),
    max_waiting integer CHECK (max_waiting >= 0),
    PRIMARY KEY (pool, project)
);

-- Content-addressed pieces of at most 4 MiB. EXTERNAL: weights do not compress, so PostgreSQL need
-- not try.
CREATE TABLE chunk (
    sha256 bytea PRIMARY KEY CHECK (octet_length(sha256) = 32),
    bytes integer NOT NULL CHECK (bytes BETWEEN 1 AND 4194304),
    data bytea NOT NULL,
    -- When it was last stored or named by a manifest; younger ones are not collected.
    touched_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (octet_length(data) = bytes)
);
ALTER TABLE chunk ALTER COLUMN data SET STORAGE EXTERNAL;
CREATE INDEX chunk_by_touch ON chunk (touched_at);

CREATE TABLE checkpoint (
    id uuid PRIMARY KEY,
    run uuid NOT NULL,
    attempt integer NOT NULL,
    epoch integer NOT NULL,
    step bigint NOT NULL,
    -- What it is to become when published.
    roles text[] NOT NULL,
    measured jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Null while it is being uploaded.
    published_at timestamptz,
    UNIQUE (run, attempt, step),
    FOREIGN KEY (run, attempt) REFERENCES attempt ON DELETE CASCADE
);

CREATE TABLE checkpoint_file (
    checkpoint uuid NOT NULL REFERENCES checkpoint ON DELETE CASCADE,
    name text NOT NULL,
    bytes bigint NOT NULL CHECK (bytes > 0),
    sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
    PRIMARY KEY (checkpoint, name)
);

-- No foreign key to chunk: a manifest names chunks before they arrive.
CREATE TABLE checkpoint_chunk (
    checkpoint uuid NOT NULL,
    name text NOT NULL,
    ordinal integer NOT NULL,
    sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
    bytes integer NOT NULL CHECK (bytes BETWEEN 1 AND 4194304),
    PRIMARY KEY (checkpoint, name, ordinal),
    FOREIGN KEY (checkpoint, name) REFERENCES checkpoint_file ON DELETE CASCADE
);
CREATE INDEX checkpoint_chunk_by_hash ON checkpoint_chunk (sha256);

ALTER TABLE run ADD FOREIGN KEY (best_checkpoint) REFERENCES checkpoint;
ALTER TABLE run ADD FOREIGN KEY (last_checkpoint) REFERENCES checkpoint;

-- What determines a run's result: its spec without names, tags and resources, the bytes of its data,
-- and the version that trains. Null where nobody asked for reuse, or where the data cannot be seen
-- from here.
ALTER TABLE run ADD COLUMN content_sha256 bytea CHECK (octet_length(content_sha256) = 32);
CREATE INDEX run_by_content ON run (content_sha256, ended_at) WHERE state = 'SUCCEEDED';

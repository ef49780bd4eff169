-- 10,000 runs that have ended, as years of use would leave them; the values depend on their number alone.
INSERT INTO run (id, name, kind, architecture, pool, priority, retries, tags, spec, body_sha256,
    state, attempt, worker, failure_kind, failure_message, submitted_at, started_at, ended_at,
    epoch, epochs, step, steps, newest_values)
SELECT
    gen_random_uuid(),
    'seeded-' || lpad(i::text, 5, '0'),
    CASE WHEN i % 10 = 0 THEN 'evaluate' ELSE 'train' END,
    (ARRAY['lenet5', 'resnet20_cifar', 'resnet56_cifar'])[1 + i % 3],
    'seeded',
    i % 5,
    2,
    ARRAY['sweep-' || i % 20, 'seeded'],
    '{"name": "seeded", "kind": "train"}',
    sha256(i::text::bytea),
    (ARRAY['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'FAILED', 'CANCELLED'])[1 + i % 5],
    1,
    'worker-' || i % 8,
    CASE WHEN i % 5 = 3 THEN 'OUT_OF_MEMORY' END,
    CASE WHEN i % 5 = 3 THEN 'the device has no memory left' END,
    timestamptz '2026-01-01 00:00:00Z' + i * interval '1 minute',
    timestamptz '2026-01-01 00:00:05Z' + i * interval '1 minute',
    timestamptz '2026-01-01 00:02:00Z' + i * interval '1 minute' + i % 60 * interval '1 second',
    20, 20, 15620, 15620,
    jsonb_build_object(
        'train.loss', round((0.1 + (i * 7919 % 10000) / 5000.0)::numeric, 4),
        'train.accuracy', round((0.4 + (i * 104729 % 10000) / 20000.0)::numeric, 5),
        'validation.loss', round((0.2 + (i * 7907 % 10000) / 5000.0)::numeric, 4),
        'validation.accuracy', round((0.3 + (i * 3571 % 10000) / 20000.0)::numeric, 5),
        'test.accuracy', round(((i * 6007 % 10000) / 10000.0)::numeric, 4))
FROM generate_series(1, 10000) AS i;

-- Marked as packed, so that their series stay as they came in: what is measured is runs of today.
WITH seeded AS (
INSERT INTO run (id, name, kind, architecture, pool, priority, retries, tags, spec, body_sha256,
    state, attempt, worker, failure_kind, failure_message, submitted_at, started_at, ended_at,
    epoch, epochs, step, steps, newest_values)
SELECT
    gen_random_uuid(),
    CASE WHEN i = 0 THEN 'seeded-million' ELSE 'seeded-' || lpad(i::text, 6, '0') END,
    CASE WHEN i % 10 = 0 THEN 'evaluate' ELSE 'train' END,
    (ARRAY['lenet5', 'resnet20_cifar', 'resnet56_cifar'])[1 + i % 3],
    'seeded', i % 5, 2, ARRAY['sweep-' || i % 20, 'seeded'],
    jsonb_build_object(
        'name', 'seeded', 'kind', 'train',
        'dataset', jsonb_build_object('kind', (ARRAY['digits', 'cifar10', 'class_folder'])[1 + i % 3], 'train', '/data/train', 'test', '/data/test', 'validationFraction', 0.1),
        'model', jsonb_build_object('architecture', jsonb_build_object('kind', 'resnet20_cifar', 'stem', 'cifar'), 'freeze', 'none', 'head', 'auto'),
        'input', jsonb_build_object('size', 32, 'normalisation', 'imagenet'),
        'augmentation', jsonb_build_array(jsonb_build_object('kind', 'random_crop', 'padding', 4), jsonb_build_object('kind', 'horizontal_flip', 'probability', 0.5)),
        'optimizer', jsonb_build_object('kind', 'sgd', 'learningRate', (i % 100) / 1000.0, 'momentum', 0.9, 'weightDecay', 5e-4, 'nesterov', true),
        'schedule', jsonb_build_object('kind', 'cosine', 'interval', 'step', 'warmup', jsonb_build_object('length', 100)),
        'training', jsonb_build_object('epochs', 20, 'batchSize', 128, 'accumulation', 1, 'loss', jsonb_build_object('kind', 'cross_entropy', 'labelSmoothing', 0.1), 'precision', 'fp32', 'seed', i),
        'evaluation', jsonb_build_object('batchSize', 256),
        'resources', jsonb_build_object('pool', 'seeded', 'priority', 0, 'retries', 2)),
    sha256(i::text::bytea),
    (ARRAY['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'FAILED', 'CANCELLED'])[1 + i % 5],
    1, 'worker-' || i % 8,
    CASE WHEN i % 5 = 3 THEN 'OUT_OF_MEMORY' END,
    CASE WHEN i % 5 = 3 THEN 'the device has no memory left' END,
    timestamptz '2026-01-01 00:00:00Z' + i * interval '1 minute',
    timestamptz '2026-01-01 00:00:05Z' + i * interval '1 minute',
    timestamptz '2026-01-01 00:02:00Z' + i * interval '1 minute' + i % 60 * interval '1 second',
    20, 20, 15620, 15620,
    jsonb_build_object(
        'train.loss', round((0.1 + (i * 7919 % 10000) / 5000.0)::numeric, 4),
        'train.accuracy', round((0.4 + (i * 7877 % 10000) / 20000.0)::numeric, 5),
        'validation.loss', round((0.2 + (i * 7907 % 10000) / 5000.0)::numeric, 4),
        'validation.accuracy', round((0.3 + (i * 3571 % 10000) / 20000.0)::numeric, 5),
        'test.loss', round((0.2 + (i * 6133 % 10000) / 5000.0)::numeric, 4),
        'test.accuracy', round(((i * 6007 % 10000) / 10000.0)::numeric, 4),
        'metric.0', i, 'metric.1', i % 7, 'metric.2', i % 11, 'metric.3', i % 13)
FROM generate_series(0, :runs - 1) AS i
RETURNING id)
INSERT INTO metric_retention (run, reduced) SELECT id, false FROM seeded;

INSERT INTO attempt (run, attempt, state, worker, ended_at)
SELECT id, 1, 'SUCCEEDED', worker, ended_at FROM run WHERE pool = 'seeded';

INSERT INTO measured (name, run, least, greatest)
SELECT key, id, value::float8 - 0.01, value::float8 + 0.01
FROM run, jsonb_each_text(newest_values) WHERE pool = 'seeded';

INSERT INTO metric (run, name, attempt, seq, steps, points)
SELECT id, 'metric.' || m, 1, 1,
    (SELECT array_agg(s * 150::bigint) FROM generate_series(1, 100) AS s),
    (SELECT array_agg(exp(-s / 30.0) + number % 100 / 1000.0 + sin(s * m)) FROM generate_series(1, 100) AS s)
FROM run, generate_series(0, 9) AS m WHERE pool = 'seeded' AND name <> 'seeded-million';

INSERT INTO metric (run, name, attempt, seq, steps, points)
SELECT id, 'train.loss', 1, q,
    (SELECT array_agg((q - 1) * 50 + s) FROM generate_series(1::bigint, 50) AS s),
    (SELECT array_agg(exp(-(q - 1) / 5000.0) + sin(q * 50 + s) / 10) FROM generate_series(1, 50) AS s)
FROM run, generate_series(1::bigint, 20000) AS q WHERE name = 'seeded-million';

ANALYZE;

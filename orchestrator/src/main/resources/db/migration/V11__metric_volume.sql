-- The series of a run and how many points are stored of each: what its quota is measured by.
CREATE TABLE metric_series (
    run uuid NOT NULL REFERENCES run ON DELETE CASCADE,
    name text NOT NULL,
    points bigint NOT NULL,
    PRIMARY KEY (run, name)
);
INSERT INTO metric_series (run, name, points)
SELECT run, name, sum(cardinality(points)) FROM metric GROUP BY run, name;

-- Points that a run's quota turned away.
CREATE TABLE metric_dropped (
    run uuid PRIMARY KEY REFERENCES run ON DELETE CASCADE,
    points bigint NOT NULL
);

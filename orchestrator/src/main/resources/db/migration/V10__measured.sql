-- Of each metric that a run measured, over all its epochs and its end, the least and the greatest
-- value; the newest is in the run. Sorts and filters ask for it, and for the names there are.
CREATE TABLE measured (
    name text NOT NULL,
    run uuid NOT NULL REFERENCES run ON DELETE CASCADE,
    -- Both NaN where nothing else was measured.
    least float8 NOT NULL,
    greatest float8 NOT NULL,
    PRIMARY KEY (name, run)
);
-- What deleting a run looks for.
CREATE INDEX measured_by_run ON measured (run);

INSERT INTO measured (name, run, least, greatest)
SELECT name, run, min(value), coalesce(max(nullif(value, 'NaN')), 'NaN')
FROM (
    SELECT run, key AS name, value::float8 FROM epoch, jsonb_each_text(measured)
    UNION ALL
    SELECT id, key, value::float8 FROM run, jsonb_each_text(newest_values)
) AS known (run, name, value)
GROUP BY name, run;

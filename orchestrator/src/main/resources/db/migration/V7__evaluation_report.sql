-- What an evaluation found beyond its matrix, as the trainer reported it (contract:
-- EvaluationReport); null of trainers that reported none.
ALTER TABLE evaluation ADD COLUMN report jsonb;

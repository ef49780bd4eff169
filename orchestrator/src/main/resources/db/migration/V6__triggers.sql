-- What submits runs by itself. A removed trigger keeps its row, and with it its ledger.
CREATE TABLE trigger (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    kind text NOT NULL,
    parameters jsonb NOT NULL,
    -- What the kind shares with someone outside; no view selects it.
    secret text,
    debounce_ms bigint NOT NULL CHECK (debounce_ms >= 0),
    cooldown_ms bigint NOT NULL CHECK (cooldown_ms >= 0),
    -- json, not jsonb: shown, and submitted, as it was written.
    spec json NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    removed_at timestamptz,

    -- When it is to be looked at; null where it waits to be told. A look moves it ahead, so that a
    -- look that dies is taken up by another.
    next_look_at timestamptz,
    -- The fencing number of looks: what an older one found is dropped.
    look bigint NOT NULL DEFAULT 0,
    -- What the kind remembers from look to look.
    memory jsonb NOT NULL DEFAULT '{}'
);
CREATE UNIQUE INDEX trigger_name ON trigger (name) WHERE removed_at IS NULL;
CREATE INDEX trigger_next ON trigger (next_look_at) WHERE removed_at IS NULL;

-- Everything that triggers saw, each once, and what became of it.
CREATE TABLE trigger_decision (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- Null for a definition that was refused, so that there is no trigger.
    trigger uuid REFERENCES trigger,
    name text NOT NULL,
    occurrence text NOT NULL,
    -- What it is to the trigger's policy, and in words.
    nature text NOT NULL CHECK (nature IN
        ('CHANGE', 'BASELINE', 'RETURNED', 'MISSED', 'TROUBLE')),
    detail text NOT NULL,
    seen_at timestamptz NOT NULL,
    due_at timestamptz,
    decision text NOT NULL CHECK (decision IN
        ('WAITING', 'FIRED', 'COALESCED', 'SUPPRESSED', 'REFUSED')),
    reason text NOT NULL,
    decided_at timestamptz,
    run uuid REFERENCES run,
    count integer NOT NULL DEFAULT 1 CHECK (count > 0),
    CHECK ((decision = 'WAITING') = (decided_at IS NULL)),
    CHECK ((decision = 'FIRED') = (run IS NOT NULL)),
    CHECK (decision <> 'WAITING' OR due_at IS NOT NULL)
);
-- One tick, one change, one delivery: one line, whoever saw it and however often.
CREATE UNIQUE INDEX trigger_decision_once ON trigger_decision (trigger, occurrence)
    WHERE trigger IS NOT NULL;
CREATE UNIQUE INDEX trigger_decision_definition ON trigger_decision (name, occurrence)
    WHERE trigger IS NULL;
CREATE INDEX trigger_decision_by_trigger ON trigger_decision (trigger, id);
CREATE INDEX trigger_decision_by_name ON trigger_decision (name, id);
CREATE INDEX trigger_decision_waiting ON trigger_decision (due_at) WHERE decision = 'WAITING';

-- The last line of defence: what was decided stays so.
CREATE FUNCTION keep_trigger_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.decision <> 'WAITING' AND NEW.decision <> OLD.decision THEN
        RAISE EXCEPTION 'decision % is %; it cannot become %', OLD.id, OLD.decision, NEW.decision;
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER trigger_decision_stays BEFORE UPDATE OF decision ON trigger_decision
    FOR EACH ROW EXECUTE FUNCTION keep_trigger_decision();

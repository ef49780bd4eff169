package io.trainyard.orchestrator.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.contract.spec.SpecReader;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.store.History;
import io.trainyard.orchestrator.store.RunSnapshot;
import io.trainyard.orchestrator.store.Runs;
import io.trainyard.orchestrator.submit.Submission.Accepted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs made from others: again, or with changes. Nothing leaves an end, so each is a new run. */
@ApplicationScoped
public class Copies {
    private final Submission submission;
    private final History history;
    private final Runs runs;

    Copies(Submission submission, History history, Runs runs) {
        this.submission = submission;
        this.history = history;
        this.runs = runs;
    }

    /**
     * Submits a run's spec again, once it has ended.
     *
     * @throws RefusedException NOT_ENDED, NOT_FOUND, and what a submission is refused for
     */
    @Transactional
    public Accepted retry(UUID id, @Nullable String idempotencyKey) {
        RunSnapshot run = runs.lock(id).orElseThrow(() -> absent(id));
        if (!run.state().isTerminal()) {
            throw Refusal.NOT_ENDED.because(
                    "Run %s is %s; a retry follows an end. Clone it to run it twice.",
                    id, run.state());
        }
        return submit(spec(id), idempotencyKey, id);
    }

    /**
     * Submits a run's spec with changes.
     *
     * @param patch a JSON merge patch (RFC 7396), YAML or JSON
     * @throws SpecException with every problem of the changed spec
     * @throws RefusedException NOT_FOUND, and what a submission is refused for
     */
    @Transactional
    public Accepted clone(UUID id, byte[] patch, @Nullable String idempotencyKey) {
        ObjectNode changes = SpecReader.read(new String(patch, StandardCharsets.UTF_8));
        return submit(MergePatch.apply(spec(id), changes), idempotencyKey, id);
    }

    private Accepted submit(JsonNode spec, @Nullable String idempotencyKey, UUID origin) {
        return submission.submit(
                spec.toString().getBytes(StandardCharsets.UTF_8), idempotencyKey, origin, null);
    }

    private ObjectNode spec(UUID id) {
        String stored = history.spec(id).orElseThrow(() -> absent(id));
        try {
            return Wire.json().readValue(stored, ObjectNode.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a stored spec is a JSON object", impossible);
        }
    }

    private static RefusedException absent(UUID id) {
        return Refusal.NOT_FOUND.because("There is no run %s.", id);
    }
}

package io.trainyard.orchestrator.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.RunView.Reuse;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.orchestrator.data.DataFingerprint;
import io.trainyard.orchestrator.data.DataFingerprint.Found;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.start.BuiltCatalogue;
import io.trainyard.orchestrator.store.Sha256;
import io.trainyard.orchestrator.store.Submissions;
import io.trainyard.orchestrator.submit.Submission.Accepted;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds results that are there already: of the same spec but for its name, tags and resources, of
 * the same bytes of data, made by the same version. The data is read before any transaction begins,
 * for it may take long.
 */
@ApplicationScoped
public class Results {
    /** What says nothing about the result. */
    private static final List<String> NO_MATTER = List.of("name", "tags", "resources");

    private final Submission submission;
    private final Submissions submissions;
    private final DataFingerprint data;
    private final BuiltCatalogue catalogue;

    Results(
            Submission submission,
            Submissions submissions,
            DataFingerprint data,
            BuiltCatalogue catalogue) {
        this.submission = submission;
        this.submissions = submissions;
        this.data = data;
        this.catalogue = catalogue;
    }

    /** The run that a request stands for, and how it was found. */
    public record Answer(Accepted run, Reuse reuse) {}

    /**
     * Answers with a finished run of the same content, or submits one whose result others may
     * reuse.
     *
     * @throws SpecException with every problem of the spec
     * @throws RefusedException as a submission does
     */
    public Answer submit(byte[] body, @Nullable String idempotencyKey) {
        JsonNode spec = submission.complete(body);
        return switch (data.of(spec)) {
            case Found.Unseen unseen ->
                    new Answer(
                            submission.submit(body, idempotencyKey),
                            new Reuse(false, "No result is reused: %s.".formatted(unseen.why())));
            case Found.Known known ->
                    submit(body, idempotencyKey, content(spec, known.fingerprint()));
        };
    }

    private Answer submit(byte[] body, @Nullable String idempotencyKey, String content) {
        Optional<UUID> finished = submissions.succeededWith(content);
        return finished.map(run ->
                        new Answer(
                                new Accepted(run, false),
                                new Reuse(
                                        true,
                                        "Run %s has finished with the same spec, data and version; name, tags and resources aside."
                                                .formatted(run))))
                .orElseGet(() ->
                        new Answer(
                                submission.submit(body, idempotencyKey, null, content),
                                new Reuse(
                                        false,
                                        "No result is reused: no run of this spec, data and version that was submitted for reuse has succeeded yet.")));
    }

    /** The hash of all that determines the result. */
    private String content(JsonNode spec, String fingerprint) {
        ObjectNode matters = spec.deepCopy();
        var _ = matters.remove(NO_MATTER);
        try {
            // As a map, whose keys are written in order.
            String canonical =
                    Wire.json()
                            .writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                            .writeValueAsString(Wire.json().treeToValue(matters, Object.class));
            return Sha256.hex(
                    String.join("\n", catalogue.components().version(), fingerprint, canonical)
                            .getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree is always writable", impossible);
        }
    }
}

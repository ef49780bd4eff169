package io.trainyard.orchestrator.queue.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.CheckpointManifest;
import io.trainyard.contract.api.CheckpointManifest.Chunk;
import io.trainyard.contract.api.UploadPlan;
import io.trainyard.contract.spec.Problem;
import io.trainyard.orchestrator.queue.lease.Leases;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.store.Attempts;
import io.trainyard.orchestrator.store.Checkpoints;
import io.trainyard.orchestrator.store.Checkpoints.Upload;
import io.trainyard.orchestrator.store.Chunks;
import io.trainyard.orchestrator.store.RunSnapshot;
import io.trainyard.orchestrator.store.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A checkpoint's way in: announced, uploaded, published. Each call may be repeated. */
@ApplicationScoped
public class Uploads {
    private final Runs runs;
    private final Checkpoints checkpoints;
    private final Chunks chunks;

    Uploads(Runs runs, Checkpoints checkpoints, Chunks chunks) {
        this.runs = runs;
        this.checkpoints = checkpoints;
        this.chunks = chunks;
    }

    /**
     * Takes a manifest and tells which chunks are missing; also the way to resume an upload.
     *
     * @throws RefusedException MANIFEST_INVALID, FENCED or NOT_FOUND
     */
    @Transactional
    public UploadPlan begin(Attempts.Key attempt, CheckpointManifest manifest) {
        List<Problem> problems = ManifestCheck.problems(manifest);
        if (!problems.isEmpty()) {
            throw Refusal.MANIFEST_INVALID.because(
                    "%s",
                    problems.stream().map(Problem::message).collect(Collectors.joining("; ")));
        }
        requireLease(attempt);
        Upload upload =
                checkpoints.begin(attempt, UUID.randomUUID(), manifest, json(manifest.values()));
        if (upload.published()) {
            return new UploadPlan(upload.id(), List.of());
        }
        checkpoints.replaceFiles(upload.id(), manifest.files());
        Set<String> named =
                manifest.files().stream()
                        .flatMap(file -> file.chunks().stream())
                        .map(Chunk::sha256)
                        .collect(Collectors.toCollection(HashSet::new));
        named.removeAll(chunks.touch(named));
        return new UploadPlan(upload.id(), named.stream().sorted().toList());
    }

    /**
     * Makes a checkpoint visible, whole or not at all.
     *
     * @throws RefusedException FENCED, INCOMPLETE or NOT_FOUND
     */
    @Transactional
    public void publish(Attempts.Key attempt, UUID checkpoint) {
        requireLease(attempt);
        Upload upload =
                checkpoints
                        .find(checkpoint, attempt)
                        .orElseThrow(() ->
                                Refusal.NOT_FOUND.because(
                                        "Attempt %d has announced no checkpoint %s.",
                                        attempt.attempt(), checkpoint));
        if (upload.published()) {
            return;
        }
        int missing = checkpoints.missing(checkpoint);
        if (missing > 0) {
            throw Refusal.INCOMPLETE.because(
                    "Checkpoint %s lacks %d of its chunks.", checkpoint, missing);
        }
        checkpoints.publish(checkpoint, attempt.run());
    }

    private void requireLease(Attempts.Key attempt) {
        RunSnapshot run =
                runs.lock(attempt.run())
                        .orElseThrow(() ->
                                Refusal.NOT_FOUND.because("There is no run %s.", attempt.run()));
        if (!run.isLeasedBy(attempt.attempt())) {
            throw Leases.fenced(run, attempt.attempt());
        }
    }

    private static String json(Object value) {
        try {
            return Wire.json().writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("it was read from JSON", impossible);
        }
    }
}

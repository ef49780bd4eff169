package io.trainyard.client;

import com.fasterxml.jackson.core.type.TypeReference;
import io.trainyard.contract.api.CheckpointManifest;
import io.trainyard.contract.api.CheckpointView;
import io.trainyard.contract.api.Claim;
import io.trainyard.contract.api.ClaimRequest;
import io.trainyard.contract.api.ProblemDetail;
import io.trainyard.contract.api.UploadPlan;
import io.trainyard.contract.message.CheckpointRole;
import io.trainyard.contract.message.RunEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The calls of an agent. Thread-safe and blocking; connecting may take 10 s, an answer 30 s. Each
 * call throws {@link ServerUnreachableException} where another try makes sense, and {@link
 * ServerProblemException} where the server refuses, such as {@code fenced}.
 */
public final class WorkerClient {
    private static final String WEIGHTS = "model.safetensors";
    private static final TypeReference<List<CheckpointView>> CHECKPOINTS = new TypeReference<>() {};
    private static final TypeReference<Claim> CLAIM = new TypeReference<>() {};
    private static final TypeReference<UploadPlan> UPLOAD_PLAN = new TypeReference<>() {};

    private final HttpCalls calls;

    public WorkerClient(URI server, @Nullable String token) {
        calls = new HttpCalls(server, token);
    }

    /** A lease on the run; empty where it is not to be had, now or ever. */
    public Optional<Claim> claim(UUID run, ClaimRequest request) {
        try {
            return Optional.of(
                    calls.post("/api/worker/runs/%s/claim".formatted(run), request, CLAIM));
        } catch (ServerProblemException refused) {
            return switch (refused.code()) {
                case "not-claimable", "not-found" -> Optional.empty();
                default -> throw refused;
            };
        }
    }

    /** Gives an attempt back that this worker cannot run now. */
    public void release(UUID run, int attempt) {
        calls.post(attempt(run, attempt) + "/release", null);
    }

    /** Tells what a checkpoint consists of, and learns which chunks are missing. */
    public UploadPlan announceCheckpoint(UUID run, int attempt, CheckpointManifest manifest) {
        return calls.post(attempt(run, attempt) + "/checkpoints", manifest, UPLOAD_PLAN);
    }

    /** Stores a chunk; doing so again changes nothing. */
    public void putChunk(String sha256, byte[] bytes) {
        var request =
                calls.request("/api/worker/chunks/" + sha256)
                        .header("Content-Type", "application/octet-stream")
                        .PUT(BodyPublishers.ofByteArray(bytes));
        var _ = calls.send(request.build());
    }

    /** Makes an uploaded checkpoint the run's own. */
    public void publishCheckpoint(UUID run, int attempt, UUID checkpoint) {
        calls.post(attempt(run, attempt) + "/checkpoints/%s/publish".formatted(checkpoint), null);
    }

    /** Uploads what the server lacks of a checkpoint's files, then publishes it. */
    public void uploadCheckpoint(UUID run, int attempt, RunEvent.CheckpointWritten written) {
        try {
            var files = CheckpointFiles.of(written);
            UploadPlan plan = announceCheckpoint(run, attempt, files.manifest());
            for (String sha256 : plan.missing()) {
                putChunk(sha256, files.chunk(sha256));
            }
            publishCheckpoint(run, attempt, plan.checkpoint());
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }

    /** Downloads every file of a checkpoint into an existing folder, each verified by its hash. */
    public void downloadCheckpoint(CheckpointView checkpoint, Path directory) {
        var download = new VerifiedDownload(calls);
        for (CheckpointView.File file : checkpoint.files()) {
            download.save(
                    checkpoint.id(), file, directory.resolve(Path.of(file.name()).getFileName()));
        }
    }

    /**
     * Downloads the weights of a run's best checkpoint into an existing folder, verified by their
     * hash; returns the file. Throws {@link ServerProblemException} {@code not-found} where there
     * is no such checkpoint.
     */
    public Path downloadWeights(UUID run, Path directory) {
        for (CheckpointView checkpoint :
                calls.read("/api/runs/%s/checkpoints".formatted(run), CHECKPOINTS)) {
            for (CheckpointView.File file : checkpoint.files()) {
                if (checkpoint.roles().contains(CheckpointRole.BEST)
                        && file.name().equals(WEIGHTS)) {
                    Path target = directory.resolve(run + ".safetensors");
                    new VerifiedDownload(calls).save(checkpoint.id(), file, target);
                    return target;
                }
            }
        }
        throw new ServerProblemException(
                ProblemDetail.of(
                        "not-found",
                        "Not found",
                        404,
                        "Run %s has no best checkpoint with %s.".formatted(run, WEIGHTS)));
    }

    private static String attempt(UUID run, int attempt) {
        return "/api/worker/runs/%s/attempts/%d".formatted(run, attempt);
    }
}

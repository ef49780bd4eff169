package io.trainyard.client;

import com.fasterxml.jackson.core.type.TypeReference;
import io.trainyard.contract.api.AttemptView;
import io.trainyard.contract.api.CheckpointView;
import io.trainyard.contract.api.EpochView;
import io.trainyard.contract.api.EvaluationView;
import io.trainyard.contract.api.LogView;
import io.trainyard.contract.api.RunPage;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.api.SeriesView;
import io.trainyard.contract.api.StreamItem;
import io.trainyard.contract.api.WorkerView;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a user. Thread-safe and blocking; connecting may take 10 s, an answer 30 s. Each
 * call throws {@link ServerUnreachableException} where another try makes sense, and {@link
 * ServerProblemException} where the server refuses.
 */
public final class TrainyardClient {
    private static final TypeReference<RunView> RUN = new TypeReference<>() {};
    private static final TypeReference<RunPage> RUN_PAGE = new TypeReference<>() {};
    private static final TypeReference<List<AttemptView>> ATTEMPTS = new TypeReference<>() {};
    private static final TypeReference<List<SeriesView>> SERIES = new TypeReference<>() {};
    private static final TypeReference<List<EpochView>> EPOCHS = new TypeReference<>() {};
    private static final TypeReference<List<EvaluationView>> EVALUATIONS = new TypeReference<>() {};
    private static final TypeReference<List<CheckpointView>> CHECKPOINTS = new TypeReference<>() {};
    private static final TypeReference<List<LogView>> LOGS = new TypeReference<>() {};
    private static final TypeReference<List<WorkerView>> WORKERS = new TypeReference<>() {};

    private final HttpCalls calls;

    public TrainyardClient(URI server, @Nullable String token) {
        calls = new HttpCalls(server, token);
    }

    /** The server's address. */
    public URI server() {
        return calls.server();
    }

    /**
     * Submits a spec.
     *
     * @param spec YAML or JSON text
     * @param idempotencyKey repeating a submission with its key gives the same run
     */
    public RunView submit(String spec, String idempotencyKey) {
        return submit(spec, idempotencyKey, false);
    }

    /**
     * Submits a spec.
     *
     * @param reuse whether a finished run with the same result may be answered instead
     */
    public RunView submit(String spec, String idempotencyKey, boolean reuse) {
        var request =
                calls.request("/api/runs" + (reuse ? "?reuse=true" : ""))
                        .header("Content-Type", "application/yaml")
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(BodyPublishers.ofString(spec));
        return HttpCalls.parse(calls.send(request.build()), RUN);
    }

    /** The newest runs. */
    public RunPage runs(int limit) {
        return calls.read("/api/runs?limit=" + limit, RUN_PAGE);
    }

    /** The first runs that a filter is true of, in the order of a sort; either may be empty. */
    public List<RunView> runs(String filter, String sort, int limit) {
        return new RunSearchCalls(calls).first(filter, sort, limit);
    }

    /**
     * All runs that a filter is true of, as CSV while it is arriving; the caller closes it.
     *
     * @param columns fields with commas between them, or empty for all
     */
    public InputStream runTable(String filter, String sort, String columns) {
        return new RunSearchCalls(calls).table(filter, sort, columns);
    }

    /** The run of that id, or of the only id that begins so. */
    public RunView run(String idOrPrefix) {
        return calls.read(
                "/api/runs/" + new RunReference(idOrPrefix).resolve(this::candidates), RUN);
    }

    /** The run of that id. */
    public RunView run(UUID id) {
        return calls.read("/api/runs/" + id, RUN);
    }

    private List<RunView> candidates(String prefix) {
        return calls.read("/api/runs?limit=2&id=" + prefix, RUN_PAGE).runs();
    }

    /** Asks for a run's end; it stops within a step. */
    public RunView cancel(UUID run) {
        return calls.post("/api/runs/%s/cancel".formatted(run), null, RUN);
    }

    /** The run's attempts, oldest first. */
    public List<AttemptView> attempts(UUID run) {
        return calls.read("/api/runs/%s/attempts".formatted(run), ATTEMPTS);
    }

    /** The per-step series that count towards the run's result. */
    public List<SeriesView> metrics(UUID run) {
        return calls.read("/api/runs/%s/metrics".formatted(run), SERIES);
    }

    /** The epochs that count towards the run's result. */
    public List<EpochView> epochs(UUID run) {
        return calls.read("/api/runs/%s/epochs".formatted(run), EPOCHS);
    }

    /** The splits that were measured. */
    public List<EvaluationView> evaluations(UUID run) {
        return calls.read("/api/runs/%s/evaluations".formatted(run), EVALUATIONS);
    }

    /** The checkpoints that can be had. */
    public List<CheckpointView> checkpoints(UUID run) {
        return calls.read("/api/runs/%s/checkpoints".formatted(run), CHECKPOINTS);
    }

    /** Lines of a run's log, from the first after that id. */
    public List<LogView> logs(UUID run, long after, int limit) {
        return calls.read("/api/runs/%s/logs?after=%d&limit=%d".formatted(run, after, limit), LOGS);
    }

    /** The workers that the server knows. */
    public List<WorkerView> workers() {
        return calls.read("/api/workers", WORKERS);
    }

    /** The calls about the queue. */
    public QueueCalls queue() {
        return new QueueCalls(calls);
    }

    /** The calls about triggers. */
    public TriggerCalls triggers() {
        return new TriggerCalls(calls);
    }

    /** Saves a checkpoint's file, whose hash is compared before it gets its name. */
    public void download(UUID checkpoint, CheckpointView.File file, Path target) {
        new VerifiedDownload(calls).save(checkpoint, file, target);
    }

    /**
     * Hands on all that happens to a run, from its first item, each once and in order, until the
     * listener has enough. A lost connection is taken up again where it broke.
     *
     * @param goOn called on this thread; false ends
     */
    public void follow(UUID run, Predicate<StreamItem> goOn) {
        new EventFeed(calls, run).follow(goOn);
    }

    /** Where a browser finds the dashboard; empty where the server was built without one. */
    public Optional<URI> dashboard() {
        try {
            var _ = calls.send(calls.request("/").build());
            return Optional.of(server());
        } catch (ServerProblemException absent) {
            return Optional.empty();
        }
    }

    /** Whether the server and all it needs are up. */
    public boolean isReady() {
        try {
            var _ = calls.send(calls.request("/q/health/ready").build());
            return true;
        } catch (ServerUnreachableException | ServerProblemException notYet) {
            return false;
        }
    }
}

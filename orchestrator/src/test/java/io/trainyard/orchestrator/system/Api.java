package io.trainyard.orchestrator.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.Claim;
import io.trainyard.contract.api.ClaimRequest;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** The user, and the part of a worker that speaks HTTP. */
public final class Api {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base =
            "http://localhost:"
                    + ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    }

    public HttpClient client() {
        return client;
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(client.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    public Reply get(String path) {
        return send(request(path));
    }

    public Reply post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    public Reply post(String path, Object body) {
        try {
            return send(
                    request(path)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(Wire.json().writeValueAsString(body))));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException(unwritable);
        }
    }

    public HttpRequest.Builder submission(String spec) {
        return request("/api/runs")
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(spec));
    }

    /** Submits a valid spec to a pool and returns the run's id. */
    public UUID submit(String pool) {
        return submit(pool, "");
    }

    /**
     * Submits a valid spec to a pool.
     *
     * @param resources further keys under resources, such as {@code ", priority: 5"}
     */
    public UUID submit(String pool, String resources) {
        Reply reply = send(submission(spec(pool, resources)));
        if (reply.status() != 201) {
            throw new AssertionError(reply.status() + " " + reply.json());
        }
        return reply.as(RunView.class).id();
    }

    public static String spec(String pool, String resources) {
        return """
        name: test
        kind: train
        dataset: digits
        model: {architecture: lenet5}
        optimizer: {kind: sgd, learningRate: 0.05}
        training: {epochs: 2}
        resources: {pool: %s%s}
        """
                .formatted(pool, resources);
    }

    public RunView run(UUID id) {
        return get("/api/runs/" + id).as(RunView.class);
    }

    /** Waits until a run is in a state. */
    public RunView await(UUID id, RunState state) {
        return Awaitility.await("run " + id + " is " + state)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> run(id), run -> run.state() == state);
    }

    public Reply tryClaim(UUID id, String worker, UUID nonce) {
        return post("/api/worker/runs/%s/claim".formatted(id), new ClaimRequest(worker, nonce));
    }

    /** Waits until a run is published, and claims it. */
    public Claim claim(UUID id, String worker) {
        await(id, RunState.QUEUED);
        return tryClaim(id, worker, UUID.randomUUID()).as(Claim.class);
    }
}

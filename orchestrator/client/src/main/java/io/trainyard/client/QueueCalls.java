package io.trainyard.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.api.BulkAnswer;
import io.trainyard.contract.api.BulkRequest;
import io.trainyard.contract.api.PoolChange;
import io.trainyard.contract.api.PoolView;
import io.trainyard.contract.api.ProblemDetail;
import io.trainyard.contract.api.ProjectChange;
import io.trainyard.contract.api.RunPage;
import io.trainyard.contract.api.RunView;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** A user's calls about the queue; they throw as those of {@link TrainyardClient} do. */
public final class QueueCalls {
    private static final TypeReference<RunView> RUN = new TypeReference<>() {};
    private static final TypeReference<RunPage> RUN_PAGE = new TypeReference<>() {};
    private static final TypeReference<BulkAnswer> BULK = new TypeReference<>() {};
    private static final TypeReference<PoolView> POOL = new TypeReference<>() {};
    private static final TypeReference<List<PoolView>> POOLS = new TypeReference<>() {};
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final HttpCalls calls;

    QueueCalls(HttpCalls calls) {
        this.calls = calls;
    }

    /** The newest runs, with what those that wait wait for. */
    public RunPage runs(int limit) {
        return calls.read("/api/runs?waiting=true&limit=" + limit, RUN_PAGE);
    }

    /** Does the same with many runs; each has an answer of its own. */
    public BulkAnswer bulk(BulkRequest request) {
        return calls.post("/api/runs/bulk", request, BULK);
    }

    /** Submits a run's spec with changes, as a merge patch. */
    public RunView clone(UUID run, ObjectNode changes) {
        return calls.post("/api/runs/%s/clone".formatted(run), changes, RUN);
    }

    /** All pools, by name. */
    public List<PoolView> pools() {
        return calls.read("/api/pools", POOLS);
    }

    public PoolView set(String pool, PoolChange change) {
        return calls.put("/api/pools/" + name("pool", pool), change, POOL);
    }

    public PoolView set(String pool, String project, ProjectChange change) {
        return calls.put(
                "/api/pools/%s/projects/%s".formatted(name("pool", pool), name("project", project)),
                change,
                POOL);
    }

    private static String name(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ServerProblemException(
                    ProblemDetail.of(
                            "parameter-invalid",
                            "A parameter is invalid",
                            400,
                            "%s '%s' must be lower-case letters, digits and hyphens"
                                    .formatted(what, name)));
        }
        return name;
    }
}

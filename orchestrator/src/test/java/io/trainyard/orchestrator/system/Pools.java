package io.trainyard.orchestrator.system;

import java.net.http.HttpRequest.BodyPublishers;

/** What an operator sets. */
final class Pools {
    private Pools() {}

    static Reply set(Api api, String pool, String body) {
        return put(api, "/api/pools/" + pool, body);
    }

    static Reply setProject(Api api, String pool, String project, String body) {
        return put(api, "/api/pools/%s/projects/%s".formatted(pool, project), body);
    }

    private static Reply put(Api api, String path, String body) {
        return api.send(
                api.request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body)));
    }
}

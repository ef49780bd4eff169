package io.trainyard.client.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a local server is wanted.
 *
 * @param port of the orchestrator, on loopback; 0 for any
 * @param token what the orchestrator shall ask for, or null
 * @param dataRoots folders that the worker may read datasets and weights from, and that triggers
 *     may watch
 * @param environment of the command, which may name services of the user's own
 * @param archive whether the programs may take their time at the end to start sooner next time
 */
public record ServerOptions(
        LocalFolder folder,
        int port,
        @Nullable String token,
        List<Path> dataRoots,
        Map<String, String> environment,
        ClassArchive archive) {
    public ServerOptions {
        dataRoots = List.copyOf(dataRoots);
        environment = Map.copyOf(environment);
    }
}

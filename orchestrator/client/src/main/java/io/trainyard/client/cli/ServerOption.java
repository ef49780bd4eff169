package io.trainyard.client.cli;

import io.trainyard.client.local.ClassArchive;
import io.trainyard.client.local.Installation;
import io.trainyard.client.local.LocalServer;
import io.trainyard.client.local.ServerOptions;
import io.trainyard.client.local.ServerState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a local server is to be started. */
final class ServerOption {
    private static final int USUAL_PORT = 8080;
    private static final int HIGHEST_PORT = 65_535;
    private static final String STOP_FIRST = "to change it, 'trainyard down' first";

    @Mixin private final FolderOption folder = new FolderOption();

    @Option(
            names = "--port",
            description = "The server's port on 127.0.0.1; 0 takes any (default: 8080).")
    private @Nullable Integer port;

    @Option(
            names = "--token",
            description = "Ask for this bearer token, which loopback does not need.")
    private @Nullable String token;

    @Mixin private final DataRootOption dataRoots = new DataRootOption();

    /**
     * Does nothing where all can be meant.
     *
     * @throws CommandFailure where the port is none
     */
    void check() {
        if (port != null && (port < 0 || port > HIGHEST_PORT)) {
            throw new CommandFailure(
                    "--port %d is no port: choose 1 to %d, or 0 for any free one"
                            .formatted(port, HIGHEST_PORT));
        }
    }

    /** What was asked for of a server that has it otherwise, as it ran before; a sentence each. */
    List<String> ignored(ServerState server) {
        var ignored = new ArrayList<String>();
        if (port != null && port != 0 && port != server.url().getPort()) {
            ignored.add(
                    "--port %d is ignored: the server runs on port %d; %s"
                            .formatted(port, server.url().getPort(), STOP_FIRST));
        }
        if (token != null && !token.equals(server.token())) {
            ignored.add(
                    "--token is ignored: the server runs %s; %s"
                            .formatted(
                                    server.token() == null ? "without one" : "with another",
                                    STOP_FIRST));
        }
        if (dataRoots.isOtherThan(server.dataRoots())) {
            ignored.add(
                    "--data-root is ignored: the worker runs with %s; %s"
                            .formatted(
                                    server.dataRoots().stream()
                                            .map(Path::toString)
                                            .collect(Collectors.joining(", ")),
                                    STOP_FIRST));
        }
        return ignored;
    }

    LocalServer prepare(Installation installation, ClassArchive archive) {
        var options =
                new ServerOptions(
                        folder.folder(),
                        port == null ? USUAL_PORT : port,
                        token,
                        dataRoots.folders(installation),
                        System.getenv(),
                        archive);
        return LocalServer.prepare(options, installation);
    }
}

package io.trainyard.client.cli;

import io.trainyard.client.local.ClassArchive;
import io.trainyard.client.local.Installation;
import io.trainyard.client.local.LocalServer;
import io.trainyard.client.local.ServerOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a local server is to be started. */
final class ServerOption {
    @Mixin private final FolderOption folder = new FolderOption();

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "The server's port on 127.0.0.1; 0 takes any (default: 8080).")
    private int port;

    @Option(
            names = "--token",
            description = "Ask for this bearer token, which loopback does not need.")
    private @Nullable String token;

    @Mixin private final DataRootOption dataRoots = new DataRootOption();

    LocalServer prepare(Installation installation, ClassArchive archive) {
        var options =
                new ServerOptions(
                        folder.folder(),
                        port,
                        token,
                        dataRoots.folders(installation),
                        System.getenv(),
                        archive);
        return LocalServer.prepare(options, installation);
    }
}

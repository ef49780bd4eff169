package io.trainyard.client.cli;

import io.trainyard.client.TrainyardClient;
import io.trainyard.client.local.LocalFolder;
import io.trainyard.client.local.ServerAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the local server keeps its data, and with it, which server is meant. */
final class FolderOption {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "The local server's data folder (default: $TRAINYARD_HOME, else ~/.trainyard).")
    private @Nullable Path folder;

    LocalFolder folder() {
        return folder == null ? LocalFolder.usual(System.getenv()) : new LocalFolder(folder);
    }

    /** A client of the server meant: TRAINYARD_URL's, else the local one's. */
    TrainyardClient client() {
        return ServerAddress.find(folder(), System.getenv()).client();
    }
}

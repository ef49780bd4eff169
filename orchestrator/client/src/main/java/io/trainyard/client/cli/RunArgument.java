package io.trainyard.client.cli;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.api.RunView;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A run on the server. */
final class RunArgument {
    @Mixin private final FolderOption server = new FolderOption();

    @Parameters(paramLabel = "RUN", description = "The run's id, or its beginning.")
    private String run = "";

    TrainyardClient client() {
        return server.client();
    }

    RunView find(TrainyardClient client) {
        return client.run(run);
    }
}

package io.trainyard.client.cli;

import io.trainyard.client.local.Installation;
import io.trainyard.client.local.LocalFolder;
import io.trainyard.client.local.WorkerProcess;
import picocli.CommandLine.Mixin;

/** How one more worker is to be started. */
final class WorkerOption {
    @Mixin private final FolderOption server = new FolderOption();

    @Mixin private final DataRootOption dataRoots = new DataRootOption();

    WorkerProcess start(Installation installation) {
        LocalFolder folder = server.folder();
        return WorkerProcess.start(
                installation, folder, dataRoots.folders(installation), System.getenv());
    }
}

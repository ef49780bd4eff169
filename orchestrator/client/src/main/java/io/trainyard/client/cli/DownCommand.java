package io.trainyard.client.cli;

import io.trainyard.client.local.LocalFolder;
import io.trainyard.client.local.Shutdown;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends the local server. */
@Command(
        name = "down",
        description = {
            "Stop the local server.",
            "At the next up, a run goes on from its last checkpoint: the end of its last epoch."
        },
        mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final FolderOption option = new FolderOption();

    DownCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LocalFolder folder = option.folder();
        console.line(Shutdown.of(folder) ? "stopped" : "no server runs over " + folder.path());
        return ExitStatus.DONE;
    }
}

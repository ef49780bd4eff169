package io.trainyard.client.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes a trigger. */
@Command(
        name = "remove",
        description = "Remove a trigger; its runs and its decisions stay.",
        mixinStandardHelpOptions = true)
final class TriggerRemoveCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final FolderOption server = new FolderOption();

    @Parameters(paramLabel = "NAME", description = "The trigger's name.")
    private String name = "";

    TriggerRemoveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        server.client().triggers().remove(name);
        console.line("trigger %s removed".formatted(name));
        return ExitStatus.DONE;
    }
}

package io.trainyard.client.cli;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.api.RunView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a run early. */
@Command(
        name = "cancel",
        description = "Cancel a run; it stops within a step.",
        mixinStandardHelpOptions = true)
final class CancelCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final RunArgument argument = new RunArgument();

    CancelCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TrainyardClient client = argument.client();
        RunView run = client.cancel(argument.find(client).id());
        console.line(
                "run %s %s"
                        .formatted(
                                run.id(),
                                run.state().isTerminal()
                                        ? RunLine.word(run.state())
                                        : "is being cancelled"));
        return ExitStatus.DONE;
    }
}

package io.trainyard.client.cli;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.api.LogView;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints a run's log. */
@Command(name = "logs", description = "Print a run's log.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final int PAGE = 1000;

    private final Console console;

    @Mixin private final RunArgument argument = new RunArgument();

    LogsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TrainyardClient client = argument.client();
        UUID run = argument.find(client).id();
        List<LogView> page = client.logs(run, 0, PAGE);
        while (!page.isEmpty()) {
            page.forEach(line ->
                    console.line("%s %-5s %s".formatted(line.at(), line.level(), line.message())));
            page = client.logs(run, page.getLast().id(), PAGE);
        }
        return ExitStatus.DONE;
    }
}

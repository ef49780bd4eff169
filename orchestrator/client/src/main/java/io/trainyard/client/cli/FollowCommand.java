package io.trainyard.client.cli;

import io.trainyard.client.TrainyardClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Watches a run. */
@Command(name = "follow", description = "Watch a run to its end.", mixinStandardHelpOptions = true)
final class FollowCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final RunArgument argument = new RunArgument();

    FollowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TrainyardClient client = argument.client();
        return new RunFollower(client, console).follow(argument.find(client).id());
    }
}

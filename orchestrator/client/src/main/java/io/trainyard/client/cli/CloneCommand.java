package io.trainyard.client.cli;

import io.trainyard.client.TrainyardClient;
import io.trainyard.client.cli.spec.Changes;
import io.trainyard.contract.api.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Submits a run's spec with changes. */
@Command(
        name = "clone",
        description = "Submit a run's spec again with changes; prints the new run's id.",
        mixinStandardHelpOptions = true)
final class CloneCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final RunArgument argument = new RunArgument();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = {
                "A key of the spec, such as training.epochs=20; the value is YAML,",
                "and null takes the key away. May be given more than once."
            })
    private List<String> changes = new ArrayList<>();

    @Option(names = "--follow", description = "Watch the run to its end.")
    private boolean follow;

    @Option(names = "--json", description = "Print the run as JSON instead of its id.")
    private boolean json;

    CloneCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var patch = Changes.read(changes);
        TrainyardClient client = argument.client();
        RunView run = client.queue().clone(argument.find(client).id(), patch);
        if (json) {
            console.json(run);
        } else {
            console.line(run.id().toString());
        }
        return follow ? new RunFollower(client, console).follow(run.id()) : ExitStatus.DONE;
    }
}

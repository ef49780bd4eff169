package io.trainyard.client.cli;

import io.trainyard.client.TriggerCalls;
import io.trainyard.client.cli.spec.SpecFile;
import io.trainyard.contract.api.TriggerView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands a trigger's definition to the server. */
@Command(
        name = "add",
        description = "Add a trigger; $${NAME} in its file is taken from the environment.",
        mixinStandardHelpOptions = true)
final class TriggerAddCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final FolderOption server = new FolderOption();

    @Parameters(paramLabel = "FILE", description = "The definition, YAML or JSON.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print the trigger as JSON.")
    private boolean json;

    TriggerAddCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var definition = SpecFile.read(file, System.getenv());
        TriggerCalls triggers = server.client().triggers();
        TriggerView trigger = triggers.add(definition.toString());
        if (json) {
            console.json(trigger);
            return ExitStatus.DONE;
        }
        Instant next = trigger.next();
        console.line(
                "trigger %s added%s"
                        .formatted(trigger.name(), next == null ? "" : ", next look " + next));
        if (next == null) {
            console.line("deliver to " + triggers.deliveries(trigger.name()));
        }
        String secret = trigger.secret();
        if (secret != null) {
            console.line("secret, shown this once: " + secret);
        }
        return ExitStatus.DONE;
    }
}

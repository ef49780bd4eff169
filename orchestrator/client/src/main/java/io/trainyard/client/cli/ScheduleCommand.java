package io.trainyard.client.cli;

import io.trainyard.client.cli.spec.SpecFile;
import io.trainyard.client.local.Installation;
import io.trainyard.client.local.TrainerTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the learning rates of a spec. */
@Command(
        name = "schedule",
        description = "Show how a spec's learning rate moves, without a server.",
        mixinStandardHelpOptions = true)
final class ScheduleCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SPEC", description = "The spec, YAML or JSON.")
    private Path file = Path.of("");

    @Option(
            names = "--json",
            description =
                    "Print a line of JSON an epoch, or a step where the schedule counts those.")
    private boolean json;

    @Option(
            names = "--steps-per-epoch",
            paramLabel = "N",
            description = "Updates an epoch: training images over batch size, rounded up.")
    private @Nullable String stepsPerEpoch;

    @Option(
            names = "--plateau-losses",
            paramLabel = "FILE",
            description = "What reduce_on_plateau observes after each epoch: a number a line.")
    private @Nullable Path plateauLosses;

    @Override
    public Integer call() throws IOException {
        // The data need not be there: variables that are not set stay as they are written.
        String spec = SpecFile.readLeniently(file, System.getenv()).toString();
        Path copy = Files.createTempFile("trainyard-schedule", ".json");
        try {
            Files.writeString(copy, spec);
            return TrainerTool.run(Installation.current(), arguments(copy));
        } finally {
            Files.delete(copy);
        }
    }

    private List<String> arguments(Path spec) {
        var arguments = new ArrayList<>(List.of("schedule", spec.toString()));
        if (json) {
            arguments.add("--json");
        }
        if (stepsPerEpoch != null) {
            arguments.addAll(List.of("--steps-per-epoch", stepsPerEpoch));
        }
        if (plateauLosses != null) {
            arguments.addAll(List.of("--plateau-losses", plateauLosses.toString()));
        }
        return arguments;
    }
}

package io.trainyard.client.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.client.cli.progress.RunDisplay;
import io.trainyard.client.cli.spec.SpecFile;
import io.trainyard.client.local.Installation;
import io.trainyard.client.local.StandaloneRun;
import io.trainyard.contract.message.RunEvent;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains without a server. */
@Command(
        name = "train",
        description = "Run a spec here and now, without a server.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The spec, YAML or JSON.")
    private Path file = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where checkpoints are kept (default: trainyard-NAME).")
    private @Nullable Path out;

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ObjectNode spec = SpecFile.read(file, System.getenv());
        var run = StandaloneRun.of(spec, Installation.current(), out);
        var display = new RunDisplay(console.progress(run.name()));
        RunEvent.Terminal end = run.run(display::show);
        display.close();
        return switch (end) {
            case RunEvent.Finished _ -> {
                console.testAccuracy(display.testAccuracy());
                yield ExitStatus.DONE;
            }
            case RunEvent.Failed _, RunEvent.Cancelled _ -> ExitStatus.RUN_FAILED;
        };
    }
}

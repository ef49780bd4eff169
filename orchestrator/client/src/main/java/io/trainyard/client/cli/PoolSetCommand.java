package io.trainyard.client.cli;

import io.trainyard.contract.api.PoolChange;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what holds for a pool. */
@Command(
        name = "set",
        description = "Change what holds for a pool; what is not given stays as it is.",
        mixinStandardHelpOptions = true)
final class PoolSetCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final FolderOption server = new FolderOption();
    @Mixin private final BoundOptions bounds = new BoundOptions();

    @Parameters(paramLabel = "POOL", description = "The pool's name.")
    private String pool = "";

    /** On and off. */
    private enum Switch {
        on,
        off
    }

    @Option(
            names = "--preemption",
            paramLabel = "on|off",
            description = "Whether runs of higher priority make others give their slots back.")
    private @Nullable Switch preemption;

    @Option(
            names = "--minimum-run",
            paramLabel = "DURATION",
            description = "How long an attempt is left alone, such as PT5M.")
    private @Nullable Duration minimumRun;

    PoolSetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Switch chosen = preemption;
        console.json(
                server.client()
                        .queue()
                        .set(
                                pool,
                                new PoolChange(
                                        bounds.running(),
                                        bounds.waiting(),
                                        chosen == null ? null : chosen == Switch.on,
                                        minimumRun)));
        return ExitStatus.DONE;
    }
}

package io.trainyard.client.cli;

import io.trainyard.contract.api.ProjectChange;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what holds for a project in a pool. */
@Command(
        name = "set",
        description = "Change what holds for a project in a pool; what is not given stays.",
        mixinStandardHelpOptions = true)
final class ProjectSetCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final FolderOption server = new FolderOption();
    @Mixin private final BoundOptions bounds = new BoundOptions();

    @Parameters(paramLabel = "PROJECT", description = "The project's name.")
    private String project = "";

    @Option(
            names = "--pool",
            paramLabel = "POOL",
            defaultValue = "default",
            description = "In which pool (default: default).")
    private String pool = "";

    @Option(
            names = "--weight",
            paramLabel = "W",
            description = "Its part of the slots beside the weights of the others (1 at first).")
    private @Nullable Double weight;

    ProjectSetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.json(
                server.client()
                        .queue()
                        .set(
                                pool,
                                project,
                                new ProjectChange(weight, bounds.running(), bounds.waiting())));
        return ExitStatus.DONE;
    }
}

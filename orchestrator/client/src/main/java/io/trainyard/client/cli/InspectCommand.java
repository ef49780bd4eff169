package io.trainyard.client.cli;

import io.trainyard.client.local.Installation;
import io.trainyard.client.local.TrainerTool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Describes an architecture. */
@Command(
        name = "inspect",
        description = "Show an architecture's layers, shapes and parameters.",
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "An architecture, such as lenet5.")
    private String name = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        var arguments = new ArrayList<>(List.of("inspect", name));
        if (json) {
            arguments.add("--json");
        }
        return TrainerTool.run(Installation.current(), arguments);
    }
}

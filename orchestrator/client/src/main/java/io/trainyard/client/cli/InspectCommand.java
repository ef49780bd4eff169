package io.trainyard.client.cli;

import io.trainyard.client.local.Installation;
import io.trainyard.client.local.TrainerTool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Describes architectures. */
@Command(
        name = "inspect",
        description =
                "Show an architecture's layers, shapes, parameters and multiply-adds, or list all.",
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Architectures, such as lenet5; none: list them all.")
    private List<String> names = List.of();

    @Option(names = "--compare", description = "Print one row an architecture.")
    private boolean compare;

    @Option(names = "--json", description = "Print JSON, one line an architecture.")
    private boolean json;

    @Option(names = "--size", paramLabel = "N", description = "Edge of the input in pixels.")
    private @Nullable Integer size;

    @Option(names = "--channels", paramLabel = "N", description = "Channels of the input.")
    private @Nullable Integer channels;

    @Option(names = "--classes", paramLabel = "N", description = "Classes told apart.")
    private @Nullable Integer classes;

    @Option(
            names = "--set",
            paramLabel = "PARAMETER=VALUE",
            description = "A parameter of the architecture, such as smallImages=true.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Override
    public Integer call() {
        var arguments = new ArrayList<>(List.of("inspect"));
        arguments.addAll(names);
        if (compare) {
            arguments.add("--compare");
        }
        if (json) {
            arguments.add("--json");
        }
        add(arguments, "--size", size);
        add(arguments, "--channels", channels);
        add(arguments, "--classes", classes);
        settings.forEach((key, value) -> add(arguments, "--set", key + "=" + value));
        return TrainerTool.run(Installation.current(), arguments);
    }

    private static void add(List<String> arguments, String option, @Nullable Object value) {
        if (value != null) {
            arguments.add(option);
            arguments.add(value.toString());
        }
    }
}

package io.trainyard.client.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which network a file of weights is of, where the file does not say it itself. */
final class NetworkOptions {
    @Option(
            names = "--architecture",
            paramLabel = "NAME",
            description = "The network, such as resnet18 (default: what the weights say).")
    private @Nullable String architecture;

    @Option(
            names = "--size",
            paramLabel = "N",
            description =
                    "Edge of the input in pixels (default: what the weights say, else the network's own).")
    private @Nullable String size;

    @Option(
            names = "--set",
            paramLabel = "PARAMETER=VALUE",
            description = "A parameter of the architecture, such as width=0.5.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** The same for the trainer. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        add(arguments, "--architecture", architecture);
        add(arguments, "--size", size);
        settings.forEach((key, value) -> add(arguments, "--set", key + "=" + value));
        return arguments;
    }

    static void add(List<String> arguments, String option, @Nullable String value) {
        if (value != null) {
            arguments.add(option);
            arguments.add(value);
        }
    }
}

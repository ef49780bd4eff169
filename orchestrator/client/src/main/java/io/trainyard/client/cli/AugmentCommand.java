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

/** Shows augmentations. */
@Command(
        name = "augment",
        description = {
            "Draw a sheet of what a spec's augmentations make of its training images;",
            "or apply one operation with given parameters to one image."
        },
        mixinStandardHelpOptions = true)
final class AugmentCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SPEC", arity = "0..1", description = "The spec, YAML or JSON.")
    private @Nullable Path file;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The PNG to write.")
    private Path out = Path.of("");

    @Option(names = "--samples", paramLabel = "N", description = "Rows: training images.")
    private @Nullable String samples;

    @Option(names = "--draws", paramLabel = "N", description = "Columns: what each becomes.")
    private @Nullable String draws;

    @Option(names = "--seed", paramLabel = "N", description = "Instead of the spec's.")
    private @Nullable String seed;

    @Option(
            names = "--pinned",
            paramLabel = "JSON",
            description = "One operation, such as '{\"rotate\": {\"degrees\": 13}}'.")
    private @Nullable String pinned;

    @Option(names = "--image", paramLabel = "FILE", description = "The image it is applied to.")
    private @Nullable Path image;

    @Override
    public Integer call() throws IOException {
        if (file == null) {
            return TrainerTool.run(Installation.current(), arguments(null));
        }
        String spec = SpecFile.read(file, System.getenv()).toString();
        Path copy = Files.createTempFile("trainyard-augment", ".json");
        try {
            Files.writeString(copy, spec);
            return TrainerTool.run(Installation.current(), arguments(copy));
        } finally {
            Files.delete(copy);
        }
    }

    private List<String> arguments(@Nullable Path spec) {
        List<String> arguments = new ArrayList<>(List.of("augment"));
        if (spec != null) {
            arguments.add(spec.toString());
        }
        add(arguments, "--out", out);
        add(arguments, "--samples", samples);
        add(arguments, "--draws", draws);
        add(arguments, "--seed", seed);
        add(arguments, "--pinned", pinned);
        add(arguments, "--image", image);
        return arguments;
    }

    private static void add(List<String> arguments, String option, @Nullable Object value) {
        if (value != null) {
            arguments.addAll(List.of(option, value.toString()));
        }
    }
}

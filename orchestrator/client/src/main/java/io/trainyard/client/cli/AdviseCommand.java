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

/** Recommends a way of transfer learning. */
@Command(
        name = "advise",
        description = {
            "Recommend feature extraction, partial or full fine-tuning for a dataset, without a server:",
            "by its images a class and by how much they look like ImageNet's, with the reasons and the keys of a spec."
        },
        mixinStandardHelpOptions = true)
final class AdviseCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DATASET",
            description = "A spec, or a folder, zip or tar of class folders.")
    private Path dataset = Path.of("");

    @Option(
            names = "--architecture",
            paramLabel = "NAME",
            description = "The network to start from; else the spec's, else resnet18.")
    private @Nullable String architecture;

    @Option(
            names = "--similarity",
            paramLabel = "high|low",
            description = "How much the images are like ImageNet's, where you know better.")
    private @Nullable String similarity;

    @Option(names = "--json", description = "Print a line of JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (!dataset.toString().matches(".*\\.(ya?ml|json)") || !Files.isRegularFile(dataset)) {
            return advise(dataset);
        }
        String spec = SpecFile.readLeniently(dataset, System.getenv()).toString();
        Path copy = Files.createTempFile("trainyard-advise", ".json");
        try {
            Files.writeString(copy, spec);
            return advise(copy);
        } finally {
            Files.delete(copy);
        }
    }

    private int advise(Path place) {
        var arguments = new ArrayList<>(List.of("advise", place.toString()));
        if (architecture != null) {
            arguments.addAll(List.of("--architecture", architecture));
        }
        if (similarity != null) {
            arguments.addAll(List.of("--similarity", similarity));
        }
        if (json) {
            arguments.add("--json");
        }
        return TrainerTool.run(Installation.current(), arguments);
    }
}

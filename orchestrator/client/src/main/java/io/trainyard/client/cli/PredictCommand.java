package io.trainyard.client.cli;

import io.trainyard.client.local.Installation;
import io.trainyard.client.local.TrainerTool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks a trained network about images. */
@Command(
        name = "predict",
        description = "Show what a trained network says of images, without a server.",
        mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
    @Option(
            names = "--weights",
            paramLabel = "FILE",
            required = true,
            description = "The trained weights.")
    private String weights = "";

    @Mixin private final NetworkOptions network = new NetworkOptions();

    @Option(
            names = "--images",
            paramLabel = "DIR",
            required = true,
            description = "An image, or a folder: every JPEG and PNG below it.")
    private String images = "";

    @Option(
            names = "--json",
            description = "Print a line of JSON an image, with every class's probability.")
    private boolean json;

    @Option(
            names = "--normalize",
            paramLabel = "HOW",
            description =
                    "imagenet, none, or MEAN/STD, such as 0.5,0.5,0.5/0.25,0.25,0.25"
                            + " (default: what the weights say, else none).")
    private @Nullable String normalize;

    @Option(
            names = "--resize",
            paramLabel = "N",
            description =
                    "Bring the shorter edge to N pixels before the middle is cut out"
                            + " (default: the input's size). Images of the input's size stay as they are.")
    private @Nullable String resize;

    @Option(
            names = "--top",
            paramLabel = "K",
            description = "The K likeliest classes (default: 5).")
    private @Nullable String top;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Images that are computed at once (default: 16).")
    private @Nullable String batch;

    @Override
    public Integer call() {
        var arguments = new ArrayList<>(List.of("predict", "--weights", weights));
        arguments.addAll(network.arguments());
        arguments.addAll(List.of("--images", images));
        if (json) {
            arguments.add("--json");
        }
        NetworkOptions.add(arguments, "--normalize", normalize);
        NetworkOptions.add(arguments, "--resize", resize);
        NetworkOptions.add(arguments, "--top", top);
        NetworkOptions.add(arguments, "--batch", batch);
        return TrainerTool.run(Installation.current(), arguments);
    }
}

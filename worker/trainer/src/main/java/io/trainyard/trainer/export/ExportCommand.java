package io.trainyard.trainer.export;

import io.trainyard.trainer.engine.Libtorch;
import io.trainyard.trainer.trained.ModelChoice;
import io.trainyard.trainer.trained.TrainedModel;
import io.trainyard.trainer.trained.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code export}: a model's weights in a format that others read. */
public final class ExportCommand {
    /** How it is called. */
    public static final String USAGE =
            "export "
                    + ModelChoice.USAGE
                    + " --format safetensors|torchscript|onnx --out FILE [--force]";

    private ExportCommand() {}

    /**
     * What the command prints.
     *
     * @param arguments after the word {@code export}
     * @throws IllegalArgumentException with a sentence where they make no sense
     * @throws UncheckedIOException where the export failed; nothing was published then
     */
    public static String run(List<String> arguments, int threads) {
        Words words =
                new Words(
                        arguments,
                        Set.of(
                                "--weights",
                                "--architecture",
                                "--size",
                                "--set",
                                "--format",
                                "--out"),
                        Set.of("--force"),
                        USAGE);
        ModelChoice choice = ModelChoice.of(words);
        ExportFormat format = ExportFormat.of(words.needed("--format"));
        Path target = target(words);
        try (Arena arena = Arena.ofConfined()) {
            TrainedModel model = TrainedModel.read(choice, arena);
            Libtorch.prepareThread(threads);
            double difference = Exporter.export(model, format, target);
            return "%s: %s, %,d bytes; its logits differ by %.1e of the largest%n"
                    .formatted(target, format.word(), Files.size(target), difference);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed.getMessage(), failed);
        }
    }

    private static Path target(Words words) {
        Path target = Path.of(words.needed("--out"));
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--out: there is no folder %s".formatted(folder));
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new IllegalArgumentException(
                    "--out: %s is no file that can be replaced".formatted(target));
        }
        if (Files.exists(target) && !words.has("--force")) {
            throw new IllegalArgumentException(
                    "--out: %s exists: replace it with --force, or choose another name"
                            .formatted(target));
        }
        return target;
    }
}

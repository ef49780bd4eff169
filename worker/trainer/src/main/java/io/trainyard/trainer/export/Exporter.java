package io.trainyard.trainer.export;

import io.trainyard.trainer.trained.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a model, shows that the file computes the same, and only then publishes it. */
final class Exporter {
    /** Most that logits may differ, relative to the largest. */
    static final double TOLERANCE = 1e-4;

    private Exporter() {}

    /**
     * Exports a model on the calling thread, which libtorch is prepared for.
     *
     * @return how much the logits differ, relative to the largest
     * @throws IOException where the file cannot be written, loaded or does not agree; the target
     *     then is what it was
     */
    static double export(TrainedModel model, ExportFormat format, Path target) throws IOException {
        FixedInput input = FixedInput.of(model.network().input());
        double[] expected = SourceLogits.of(model.network(), model.weights(), input);
        Path absolute = target.toAbsolutePath();
        Path draft =
                absolute.resolveSibling(
                        ".%s.%d.part"
                                .formatted(absolute.getFileName(), ProcessHandle.current().pid()));
        try {
            format.write(draft, model, ExportMetadata.of(model));
            double difference = difference(expected, format.logits(draft, model, input));
            // NaN agrees with nothing.
            if (!(difference <= TOLERANCE)) {
                throw new IOException(
                        "the %s file gives other logits than its source: they differ by %.2e of the largest, at most %.0e is allowed; nothing was written"
                                .formatted(format.word(), difference, TOLERANCE));
            }
            Files.move(
                    draft,
                    absolute,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return difference;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    static double difference(double[] expected, double[] actual) {
        if (expected.length != actual.length) {
            return Double.NaN;
        }
        double largest = 0;
        double difference = 0;
        for (int place = 0; place < expected.length; place++) {
            largest = Math.max(largest, Math.abs(expected[place]));
            difference = Math.max(difference, Math.abs(expected[place] - actual[place]));
        }
        return difference == 0 ? 0 : difference / largest;
    }
}

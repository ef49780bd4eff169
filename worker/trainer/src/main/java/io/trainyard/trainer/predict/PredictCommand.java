package io.trainyard.trainer.predict;

import io.trainyard.contract.spec.Normalisation;
import io.trainyard.trainer.data.ImageDecoder;
import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.ChannelScale;
import io.trainyard.trainer.engine.Libtorch;
import io.trainyard.trainer.engine.Predictor;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.image.Pixels;
import io.trainyard.trainer.train.Scales;
import io.trainyard.trainer.trained.ModelChoice;
import io.trainyard.trainer.trained.TrainedModel;
import io.trainyard.trainer.trained.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code predict}: what a trained network says of images, one line an image. */
public final class PredictCommand {
    /** How it is called. */
    public static final String USAGE =
            "predict "
                    + ModelChoice.USAGE
                    + " --images DIR|FILE [--json] [--normalize imagenet|none|MEAN/STD]"
                    + " [--resize N] [--top K] [--batch N]";

    private static final int USUAL_BATCH = 16;
    private static final int USUAL_TOP = 5;

    private PredictCommand() {}

    /**
     * The lines that the command prints, computed as they are asked for.
     *
     * @param arguments after the word {@code predict}
     * @throws IllegalArgumentException with a sentence where they make no sense
     */
    public static Stream<String> run(List<String> arguments, int threads) {
        Words words =
                new Words(
                        arguments,
                        Set.of(
                                "--weights",
                                "--architecture",
                                "--size",
                                "--set",
                                "--images",
                                "--normalize",
                                "--resize",
                                "--top",
                                "--batch"),
                        Set.of("--json"),
                        USAGE);
        List<Path> images = ImageFiles.below(Path.of(words.needed("--images")));
        ModelChoice choice = ModelChoice.of(words);
        Libtorch.prepareThread(threads);
        ImageDecoder.load();
        try (Arena arena = Arena.ofConfined()) {
            TrainedModel model = TrainedModel.read(choice, arena);
            TensorShape input = model.network().input();
            Preparation preparation = preparation(words, input);
            Normalisation normalisation =
                    words.one("--normalize")
                            .map(word -> NormaliseWord.parse(word, input.size(0)))
                            .or(model::normalisation)
                            .orElseGet(Normalisation.Unit::new);
            ChannelScale scale = Scales.of(normalisation, input.size(0));
            Predictor predictor = Predictor.of(model.network(), model.weights(), scale);
            Run run =
                    new Run(
                            predictor,
                            preparation,
                            model.network().classes(),
                            model.classes(),
                            words.has("--json"),
                            words.number("--top").orElse(words.has("--json") ? 0 : USUAL_TOP),
                            images.stream()
                                    .mapToInt(each -> each.toString().length())
                                    .max()
                                    .orElse(1));
            return run.lines(images, words.number("--batch").orElse(USUAL_BATCH))
                    .onClose(predictor::close);
        }
    }

    private static Preparation preparation(Words words, TensorShape input) {
        int size = input.size(1);
        int resize = words.number("--resize").orElse(size);
        if (resize < size) {
            throw new IllegalArgumentException(
                    "--resize %d is smaller than the input's %d: say at least that"
                            .formatted(resize, size));
        }
        if (input.size(0) != 1 && input.size(0) != 3) {
            throw new IllegalArgumentException(
                    "the network takes %d channels; images have 1 or 3".formatted(input.size(0)));
        }
        return new Preparation(input, resize);
    }

    /** An image that was read, or why it was not. */
    private record Outcome(Path file, Optional<Pixels> pixels, String problem) {}

    private record Run(
            Predictor predictor,
            Preparation preparation,
            int classes,
            List<String> names,
            boolean json,
            int top,
            int width) {
        Stream<String> lines(List<Path> images, int batchSize) {
            List<List<Path>> chunks = new ArrayList<>();
            for (int from = 0; from < images.size(); from += batchSize) {
                chunks.add(images.subList(from, Math.min(images.size(), from + batchSize)));
            }
            List<String> problems = new ArrayList<>();
            Batch batch = Batch.ofPixels(Math.min(batchSize, images.size()), preparation.input());
            return Stream.concat(
                            chunks.stream().flatMap(chunk -> lines(chunk, batch, problems)),
                            Stream.of("").peek(_ -> report(problems, images.size())))
                    .onClose(batch::close);
        }

        private Stream<String> lines(List<Path> chunk, Batch batch, List<String> problems) {
            // Decoding takes the same cores as computing, one after the other.
            List<Outcome> outcomes = chunk.parallelStream().map(this::read).toList();
            List<Path> readable = new ArrayList<>();
            for (Outcome outcome : outcomes) {
                if (outcome.pixels.isPresent()) {
                    outcome.pixels.get().writeTo(batch.sample(readable.size()));
                    readable.add(outcome.file);
                } else {
                    problems.add("'%s': %s".formatted(outcome.file, outcome.problem));
                }
            }
            if (readable.isEmpty()) {
                return Stream.of();
            }
            batch.resize(readable.size());
            float[] logits = predictor.logits(batch);
            List<String> lines = new ArrayList<>();
            for (int place = 0; place < readable.size(); place++) {
                Prediction prediction =
                        Prediction.ofLogits(readable.get(place), logits, place * classes, classes);
                lines.add(json ? prediction.json(names, top) : prediction.row(names, top, width));
            }
            return lines.stream();
        }

        private Outcome read(Path file) {
            try {
                return new Outcome(file, Optional.of(preparation.read(file)), "");
            } catch (IOException problem) {
                return new Outcome(file, Optional.empty(), String.valueOf(problem.getMessage()));
            }
        }

        private static void report(List<String> problems, int images) {
            if (!problems.isEmpty()) {
                String message =
                        "%d of %d images cannot be read:%n%s"
                                .formatted(
                                        problems.size(),
                                        images,
                                        String.join(System.lineSeparator(), problems));
                throw new UncheckedIOException(message, new IOException(message));
            }
        }
    }
}

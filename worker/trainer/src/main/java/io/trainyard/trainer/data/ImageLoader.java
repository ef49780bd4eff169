package io.trainyard.trainer.data;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.image.Fit;
import io.trainyard.trainer.image.Pixels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Decodes every image of a split once, on several threads, so that what cannot be read is known
 * before the first step. Pixels stay in memory as far as its limit goes; the other images are
 * decoded anew whenever they are wanted.
 */
public final class ImageLoader {
    /** More unreadable images than this share fail the run. */
    private static final double UNREADABLE_SHARE = 0.01;

    /** Work for one thread at a time. */
    private static final int CHUNK = 256;

    private final ExecutorService threads;
    private final AtomicLong memory;
    private final BooleanSupplier stopped;

    /**
     * A loader.
     *
     * @param threads that decode
     * @param memory most bytes of pixels kept, over all splits
     * @param stopped tells that nobody waits for the images any longer; the load then ends soon,
     *     with an error
     */
    public ImageLoader(ExecutorService threads, long memory, BooleanSupplier stopped) {
        this.threads = threads;
        this.memory = new AtomicLong(memory);
        this.stopped = stopped;
    }

    /**
     * The images of a layout.
     *
     * @param classes names in the order of their indices
     * @param fit how each image is handed out
     * @param notices takes a sentence for each image that is skipped
     */
    ImageSet load(
            ImageTree tree,
            ClassLayout layout,
            List<String> classes,
            Fit fit,
            Consumer<String> notices) {
        Map<String, Integer> labels =
                IntStream.range(0, classes.size())
                        .boxed()
                        .collect(Collectors.toMap(classes::get, index -> index));
        List<Future<List<Outcome>>> chunks = new ArrayList<>();
        List<Map.Entry<String, String>> images = List.copyOf(layout.images().entrySet());
        for (int from = 0; from < images.size(); from += CHUNK) {
            List<Map.Entry<String, String>> chunk =
                    images.subList(from, Math.min(images.size(), from + CHUNK));
            chunks.add(
                    threads.submit(() ->
                            chunk.stream()
                                    .map(image ->
                                            check(
                                                    tree,
                                                    image.getKey(),
                                                    Objects.requireNonNull(
                                                            labels.get(image.getValue())),
                                                    fit))
                                    .toList()));
        }
        List<DecodedImages.Image> readable = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        for (Future<List<Outcome>> chunk : chunks) {
            for (Outcome outcome : await(chunk)) {
                switch (outcome) {
                    case Decoded(DecodedImages.Image image) -> readable.add(image);
                    case Unreadable problem -> unreadable.add(problem);
                }
            }
        }
        report(tree, unreadable, images.size(), notices);
        return new DecodedImages(tree, fit, readable);
    }

    private sealed interface Outcome {}

    private record Decoded(DecodedImages.Image image) implements Outcome {}

    private record Unreadable(String path, String reason) implements Outcome {}

    private Outcome check(ImageTree tree, String path, int label, Fit fit) {
        if (stopped.getAsBoolean()) {
            return new Unreadable(path, "loading was stopped");
        }
        try {
            Pixels pixels = decode(tree, path, fit);
            boolean kept = memory.addAndGet(-pixels.size()) >= 0;
            return new Decoded(
                    new DecodedImages.Image(
                            path, label, kept ? Optional.of(pixels) : Optional.empty()));
        } catch (IOException problem) {
            return new Unreadable(path, String.valueOf(problem.getMessage()));
        }
    }

    /** An image of a tree, brought to size. */
    static Pixels decode(ImageTree tree, String path, Fit fit) throws IOException {
        return fit.apply(ImageDecoder.decode(tree.read(path)));
    }

    private static void report(
            ImageTree tree, List<Unreadable> unreadable, int total, Consumer<String> notices) {
        if (unreadable.size() > total * UNREADABLE_SHARE) {
            Unreadable first = unreadable.getFirst();
            throw new RunFailedException(
                    FailureKind.DATA_UNREADABLE,
                    "%d of %d images in '%s' cannot be read, more than 1%%; the first is '%s': %s"
                            .formatted(
                                    unreadable.size(),
                                    total,
                                    tree.root(),
                                    first.path(),
                                    first.reason()));
        }
        unreadable.forEach(problem ->
                notices.accept(
                        "skipped '%s' in '%s': %s"
                                .formatted(problem.path(), tree.root(), problem.reason())));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while decoding", interrupted);
        } catch (ExecutionException fault) {
            throw new IllegalStateException("decoding failed", fault.getCause());
        }
    }
}

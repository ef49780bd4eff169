package io.trainyard.trainer.data;

import io.trainyard.trainer.engine.graph.TensorShape;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A dataset ready for use.
 *
 * @param classes names, in the order of their indices
 * @param sample shape of every image, {@code (C, H, W)}
 * @param splits the parts that were asked for and exist
 * @param files that stay open for images that are not in memory
 */
public record Dataset(
        List<String> classes,
        TensorShape sample,
        Map<Split, ImageSet> splits,
        List<Closeable> files)
        implements AutoCloseable {
    public Dataset {
        classes = List.copyOf(classes);
        splits = Map.copyOf(splits);
        files = List.copyOf(files);
    }

    /** Closes the files; images that are not in memory cannot be had afterwards. */
    @Override
    public void close() {
        closeAll(files);
    }

    static void closeAll(List<? extends Closeable> files) {
        for (Closeable file : files) {
            try {
                file.close();
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }

    /** The images of a split, if the dataset has it. */
    public Optional<ImageSet> split(Split split) {
        return Optional.ofNullable(splits.get(split));
    }

    /** Number of images a split, under the split's label. */
    public Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new TreeMap<>();
        splits.forEach((split, images) -> sizes.put(split.label(), images.count()));
        return sizes;
    }
}

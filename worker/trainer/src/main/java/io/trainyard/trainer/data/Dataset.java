package io.trainyard.trainer.data;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.failure.RunFailedException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
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

    /**
     * The dataset with a validation split: its own, else a fraction of the training images, by
     * class. Without either, each epoch is measured on the test split, and nothing is selected.
     *
     * @param fraction of the training images, 0 for none
     * @throws RunFailedException with SPEC_INVALID where one of the parts would have no images; the
     *     files are closed then
     */
    Dataset withValidation(double fraction, long seed) {
        if (splits.containsKey(Split.VALIDATION)
                || !splits.containsKey(Split.TRAIN)
                || fraction == 0) {
            return this;
        }
        ImageSet train = splits.get(Split.TRAIN);
        StratifiedSplit parts = StratifiedSplit.of(train, classes.size(), fraction, seed);
        if (parts.heldOut().isEmpty() || parts.kept().isEmpty()) {
            close();
            throw new RunFailedException(
                    FailureKind.SPEC_INVALID,
                    "dataset.validationFraction %s of %d training images holds out %d and leaves %d to train on; choose it so that both have some"
                            .formatted(
                                    fraction,
                                    train.count(),
                                    parts.heldOut().size(),
                                    parts.kept().size()));
        }
        Map<Split, ImageSet> changed = new EnumMap<>(splits);
        changed.put(Split.TRAIN, train.subset(parts.kept()));
        changed.put(Split.VALIDATION, train.subset(parts.heldOut()));
        return new Dataset(classes, sample, changed, files);
    }

    /** Number of images a split, under the split's label. */
    public Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new TreeMap<>();
        splits.forEach((split, images) -> sizes.put(split.label(), images.count()));
        return sizes;
    }
}

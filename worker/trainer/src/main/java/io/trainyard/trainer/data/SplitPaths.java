package io.trainyard.trainer.data;

import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.failure.RunFailedException;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the splits of a dataset lie, for formats that take them one by one.
 *
 * @param locations of the splits that have images of their own
 */
record SplitPaths(Map<Split, String> locations) {
    private static final int LONGEST = 4096;

    SplitPaths {
        locations = Map.copyOf(locations);
    }

    static SplitPaths of(
            @Nullable String train, @Nullable String validation, @Nullable String test) {
        Map<Split, String> locations = new EnumMap<>(Split.class);
        putIfGiven(locations, Split.TRAIN, train);
        putIfGiven(locations, Split.VALIDATION, validation);
        putIfGiven(locations, Split.TEST, test);
        return new SplitPaths(locations);
    }

    private static void putIfGiven(
            Map<Split, String> locations, Split split, @Nullable String location) {
        if (location != null) {
            locations.put(split, location);
        }
    }

    /**
     * Adds the parameters of the three splits, and those of what is held out.
     *
     * @param what a split's files are
     */
    static Schema addTo(Schema schema, String what) {
        return schema.with("train", what + " of the training images", location())
                .with("validation", what + " of the images to select by", location())
                .with("test", what + " of the images for the final result", location())
                .also(HeldOut::addTo);
    }

    /** A path below a data root, or an address with its checksum. */
    static Schema location() {
        return Schema.text().size(1, LONGEST);
    }

    /** Reads one split. */
    @FunctionalInterface
    interface Reader {
        /**
         * The images of a split.
         *
         * @param path exists, below a data root or among the files of the network
         * @param classes names in the order of their indices; the first split that is read, the
         *     training images where there are any, fills the list
         * @param files takes what must stay open as long as the images are used
         */
        ImageSet read(Split split, Path path, List<String> classes, List<Closeable> files);
    }

    /**
     * The dataset that a reader makes of the splits that are wanted.
     *
     * @param sample shape of every image
     */
    Dataset open(DataRequest request, HeldOut heldOut, TensorShape sample, Reader reader) {
        Map<Split, ImageSet> splits = new EnumMap<>(Split.class);
        List<String> classes = new ArrayList<>();
        List<Closeable> files = new ArrayList<>();
        Set<Split> given = locations.keySet();
        try {
            for (Split split : heldOut.toRead(given, request.splits())) {
                Path path = request.locate(Objects.requireNonNull(locations.get(split)));
                splits.put(split, reader.read(split, path, classes, files));
            }
        } catch (RunFailedException failure) {
            Dataset.closeAll(files);
            throw failure;
        }
        return heldOut.applyTo(new Dataset(classes, sample, splits, files), given, request);
    }
}

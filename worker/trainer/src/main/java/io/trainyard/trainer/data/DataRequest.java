package io.trainyard.trainer.data;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.image.Fit;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a run wants of a dataset.
 *
 * @param fit how images become inputs
 * @param originals whether training images are wanted as they are, for transforms that cut them
 * @param splits the parts that will be used
 * @param seed of a split that is made
 * @param locations where files lie
 * @param loader that decodes
 * @param notices takes sentences for the run's log, such as an image that cannot be read
 */
public record DataRequest(
        Fit fit,
        boolean originals,
        Set<Split> splits,
        long seed,
        Locations locations,
        ImageLoader loader,
        Consumer<String> notices) {
    public DataRequest {
        splits = Set.copyOf(splits);
    }

    /** Edge in pixels of the square inputs. */
    int size() {
        return fit.size();
    }

    /** How the images of a split are handed out. */
    Fit fit(Split split) {
        return split == Split.TRAIN && originals ? Fit.NONE : fit;
    }

    /** Where paths may lie. */
    DataRoots roots() {
        return locations.roots();
    }

    /** The file or folder of a location, which must be there. */
    Path locate(String location) {
        return locations.resolve(location, FailureKind.DATA_MISSING);
    }
}

package io.trainyard.trainer.data;

import io.trainyard.contract.message.FailureKind;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a run wants of a dataset.
 *
 * @param size edge in pixels of the square images
 * @param splits the parts that will be used
 * @param seed of a split that is made
 * @param locations where files lie
 * @param loader that decodes
 * @param notices takes sentences for the run's log, such as an image that cannot be read
 */
public record DataRequest(
        int size,
        Set<Split> splits,
        long seed,
        Locations locations,
        ImageLoader loader,
        Consumer<String> notices) {
    public DataRequest {
        splits = Set.copyOf(splits);
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

package io.trainyard.trainer.data;

import java.util.Set;
import java.util.function.Consumer;

/**
 * What a run wants of a dataset.
 *
 * @param size edge in pixels of the square images
 * @param splits the parts that will be used
 * @param seed of a split that is made
 * @param roots where files may lie
 * @param loader that decodes
 * @param notices takes sentences for the run's log, such as an image that cannot be read
 */
public record DataRequest(
        int size,
        Set<Split> splits,
        long seed,
        DataRoots roots,
        ImageLoader loader,
        Consumer<String> notices) {
    public DataRequest {
        splits = Set.copyOf(splits);
    }
}

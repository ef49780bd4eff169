package io.trainyard.trainer.loss;

import java.util.List;

/**
 * What a loss may know of the training images.
 *
 * @param names of the classes, in the order of their indices
 * @param counts training images of each
 */
public record TrainingClasses(List<String> names, List<Integer> counts) {
    /** Where nothing is trained. */
    public static final TrainingClasses NONE = new TrainingClasses(List.of(), List.of());

    public TrainingClasses {
        names = List.copyOf(names);
        counts = List.copyOf(counts);
    }
}

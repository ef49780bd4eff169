package io.trainyard.trainer.augment;

import io.trainyard.trainer.engine.Mixing;
import java.util.random.RandomGenerator;

/** A random mixing of the samples of a batch; the training step carries it out. */
@FunctionalInterface
public interface BatchTransform {
    /** Leaves batches as they are. */
    BatchTransform NONE = (_, _, _) -> Mixing.NONE;

    /**
     * How a batch is mixed.
     *
     * @param height of the inputs
     * @param width of the inputs
     * @param random seeded for this batch
     */
    Mixing draw(int height, int width, RandomGenerator random);

    /** This with a probability, else nothing. */
    default BatchTransform sometimes(double probability) {
        return (height, width, random) ->
                random.nextDouble() < probability ? draw(height, width, random) : Mixing.NONE;
    }
}

package io.trainyard.trainer.augment;

import io.trainyard.trainer.image.Pixels;
import java.util.random.RandomGenerator;

/** A random change of one image. */
@FunctionalInterface
public interface Transform {
    /**
     * The changed image, or the image itself; the input is never written to.
     *
     * @param random seeded for this sample, epoch and place in the list
     */
    Pixels apply(Pixels image, RandomGenerator random);
}

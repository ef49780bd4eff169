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

    /** That transform now and then, else none. */
    static Transform sometimes(double probability, Transform transform) {
        return (image, random) ->
                Values.happens(random, probability) ? transform.apply(image, random) : image;
    }
}

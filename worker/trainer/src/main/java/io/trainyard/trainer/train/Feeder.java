package io.trainyard.trainer.train;

import io.trainyard.trainer.data.ImageSet;
import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.image.Pixels;

/** Hands out batches of images: their pixels, or what a frozen prefix made of them. */
interface Feeder extends AutoCloseable {
    /** What a sample becomes before it enters its batch; called by several threads. */
    @FunctionalInterface
    interface Preparation {
        /** The images as they are. */
        int AS_THEY_ARE = 0;

        Pixels prepare(Pixels image, int index);

        /** A number that is the same only where every image becomes the same. */
        default int view() {
            return AS_THEY_ARE;
        }
    }

    /**
     * The images in that order, batch by batch; the last batch may be smaller. A batch is valid
     * until the next is taken. Only one pass can be under way.
     */
    Iterable<Batch> pass(ImageSet images, int[] order, Preparation preparation);

    /** Frees the batches. */
    @Override
    void close();
}

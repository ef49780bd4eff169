package io.trainyard.trainer.data;

import io.trainyard.trainer.image.Fit;
import io.trainyard.trainer.image.Pixels;
import java.util.List;

/** The labelled images of one split. Safe for use by several threads. */
public interface ImageSet {
    /** Number of images. */
    int count();

    /** The class of an image, an index into the dataset's classes. */
    int label(int index);

    /** The pixels of an image, from memory where they fitted. */
    Pixels image(int index);

    /** Where an image is found again: its path within its tree, else its index. */
    default String sample(int index) {
        return Integer.toString(index);
    }

    /** The images, each brought to size when it is wanted. */
    default ImageSet fitted(Fit fit) {
        ImageSet all = this;
        return new ImageSet() {
            @Override
            public int count() {
                return all.count();
            }

            @Override
            public int label(int index) {
                return all.label(index);
            }

            @Override
            public Pixels image(int index) {
                return fit.apply(all.image(index));
            }

            @Override
            public String sample(int index) {
                return all.sample(index);
            }
        };
    }

    /** Some of the images, in the given order. */
    default ImageSet subset(List<Integer> indices) {
        List<Integer> kept = List.copyOf(indices);
        ImageSet all = this;
        return new ImageSet() {
            @Override
            public int count() {
                return kept.size();
            }

            @Override
            public int label(int index) {
                return all.label(kept.get(index));
            }

            @Override
            public Pixels image(int index) {
                return all.image(kept.get(index));
            }

            @Override
            public String sample(int index) {
                return all.sample(kept.get(index));
            }
        };
    }
}

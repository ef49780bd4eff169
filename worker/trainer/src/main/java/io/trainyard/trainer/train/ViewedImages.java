package io.trainyard.trainer.train;

import io.trainyard.trainer.data.ImageSet;
import io.trainyard.trainer.evaluation.View;
import io.trainyard.trainer.image.Pixels;
import java.util.List;

/**
 * Each image as often as there are views of it, one after another.
 *
 * @param images looked at
 * @param views at least one
 */
record ViewedImages(ImageSet images, List<View> views) implements ImageSet {
    ViewedImages {
        views = List.copyOf(views);
    }

    @Override
    public int count() {
        return Math.multiplyExact(images.count(), views.size());
    }

    @Override
    public int label(int index) {
        return images.label(index / views.size());
    }

    @Override
    public Pixels image(int index) {
        return views.get(index % views.size()).of(images.image(index / views.size()));
    }

    @Override
    public String sample(int index) {
        return images.sample(index / views.size());
    }
}

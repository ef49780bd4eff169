package io.trainyard.trainer.data;

import io.trainyard.trainer.image.Pixels;
import java.util.List;

/**
 * Images that lie in memory.
 *
 * @param images their pixels
 * @param labels their classes
 */
record MemoryImages(List<Pixels> images, List<Integer> labels) implements ImageSet {
    MemoryImages {
        images = List.copyOf(images);
        labels = List.copyOf(labels);
        if (images.size() != labels.size()) {
            throw new IllegalArgumentException(
                    "%d images, %d labels".formatted(images.size(), labels.size()));
        }
    }

    @Override
    public int count() {
        return images.size();
    }

    @Override
    public int label(int index) {
        return labels.get(index);
    }

    @Override
    public Pixels image(int index) {
        return images.get(index);
    }
}

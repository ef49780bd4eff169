package io.trainyard.trainer.data;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.image.Fit;
import io.trainyard.trainer.image.Pixels;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Images of a tree that have been decoded once already.
 *
 * @param tree that holds them, open as long as this is used
 * @param fit how each image is handed out
 * @param images in order
 */
record DecodedImages(ImageTree tree, Fit fit, List<Image> images) implements ImageSet {
    DecodedImages {
        images = List.copyOf(images);
    }

    /**
     * One image.
     *
     * @param pixels where they fitted into memory
     */
    record Image(String path, int label, Optional<Pixels> pixels) {}

    @Override
    public int label(int index) {
        return images.get(index).label();
    }

    @Override
    public int count() {
        return images.size();
    }

    @Override
    public Pixels image(int index) {
        Image image = images.get(index);
        return image.pixels().orElseGet(() -> decode(image.path()));
    }

    @Override
    public String sample(int index) {
        return images.get(index).path();
    }

    private Pixels decode(String path) {
        try {
            return ImageLoader.decode(tree, path, fit);
        } catch (IOException changed) {
            throw new RunFailedException(
                    FailureKind.DATA_UNREADABLE,
                    "'%s' in '%s' could be read at first and now cannot: %s"
                            .formatted(path, tree.root(), changed.getMessage()),
                    changed);
        }
    }
}

package io.trainyard.trainer.evaluation;

import io.trainyard.trainer.image.Pixels;
import io.trainyard.trainer.image.Resampling;

/** One way to look at an image: the same every time, and of the image's own size. */
@FunctionalInterface
public interface View {
    /** The image as it is. */
    View PLAIN = image -> image;

    /** What the network sees; called by several threads. */
    Pixels of(Pixels image);

    /** This view in the mirror. */
    default View mirrored() {
        return image -> of(image).mirrored();
    }

    /**
     * A part of the image, brought to the size of the whole.
     *
     * @param edge of the part, as a share of the whole's
     * @param down where it begins, as a share of the room there is: 0 at the top, 1 at the bottom
     * @param right likewise from the left
     */
    static View part(double edge, double down, double right) {
        return image -> {
            int height = pixels(edge, image.height());
            int width = pixels(edge, image.width());
            // round, as torchvision's center_crop; halves go to the even neighbour
            int top = (int) Math.rint((image.height() - height) * down);
            int left = (int) Math.rint((image.width() - width) * right);
            return Resampling.resize(
                    image.crop(top, left, height, width), image.height(), image.width());
        };
    }

    private static int pixels(double share, int whole) {
        return Math.clamp(Math.round(share * whole), 1, whole);
    }
}

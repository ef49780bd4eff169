package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.image.Pixels;
import java.util.random.RandomGenerator;

/**
 * torchvision.transforms.v2.RandomCrop of the image's own size with zero padding: a shift by up to
 * {@code padding} pixels each way, every shift equally likely. (C, H, W) stays (C, H, W).
 */
final class RandomCrop implements Augmentation {
    /** The parameters, as torchvision names them. */
    record Config(int padding) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "random_crop",
                "pads with zeros and cuts out the original size at random (RandomCrop)",
                Schema.object()
                        .with(
                                "padding",
                                "pixels added on each side",
                                Schema.integer().atLeast(0).atMost(512).defaultsTo(4)));
    }

    @Override
    public Transform transform(ObjectNode parameters) {
        int padding = Parameters.bind(parameters, Config.class).padding;
        return (image, random) -> {
            int down = shift(padding, random);
            int right = shift(padding, random);
            return shifted(image, down, right);
        };
    }

    private static int shift(int padding, RandomGenerator random) {
        return random.nextInt(2 * padding + 1) - padding;
    }

    /**
     * The image as seen through its own frame moved down and to the right; black where there is
     * nothing.
     */
    static Pixels shifted(Pixels image, int down, int right) {
        int height = image.height();
        int width = image.width();
        byte[] target = new byte[image.size()];
        int firstColumn = Math.max(0, -right);
        int columns = width - Math.abs(right);
        for (int channel = 0; channel < image.channels() && columns > 0; channel++) {
            for (int row = Math.max(0, -down); row < Math.min(height, height - down); row++) {
                int position = (channel * height + row) * width + firstColumn;
                image.copyRow(channel, row + down, firstColumn + right, target, position, columns);
            }
        }
        return new Pixels(image.channels(), height, width, target);
    }
}

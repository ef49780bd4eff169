package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.image.Pixels;
import io.trainyard.trainer.image.Placement;
import io.trainyard.trainer.image.Placement.Border;
import io.trainyard.trainer.image.Placement.Padding;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * torchvision.transforms.v2.RandomCrop: pads, and cuts out a part anywhere, every place equally
 * likely. Without {@code size} the part is as large as the image was.
 */
final class RandomCrop implements Augmentation {
    private static final int WIDEST = 512;

    /** The parameters, as torchvision names them. */
    record Config(
            @Nullable JsonNode size,
            JsonNode padding,
            boolean padIfNeeded,
            JsonNode fill,
            Border paddingMode) {}

    @Override
    public ComponentDescriptor descriptor() {
        Schema width = Schema.integer().atLeast(0).atMost(WIDEST);
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "random_crop",
                "pads and cuts out a part at random (RandomCrop)",
                Schema.object()
                        .with(
                                "size",
                                "edge, or height and width; none: the image's own",
                                Values.size())
                        .with(
                                "padding",
                                "pixels added on each side; or left and right, top and bottom; or left, top, right, bottom",
                                Schema.anyOf(width, Schema.listOf(width).size(1, 4)).defaultsTo(4))
                        .with(
                                "padIfNeeded",
                                "pads what is smaller than the part",
                                Schema.flag().defaultsTo(false))
                        .with("fill", "colour of a constant border", Values.fill().defaultsTo(0))
                        .with(
                                "paddingMode",
                                "what the border is made of",
                                Schema.choice("constant", "edge", "reflect", "symmetric")
                                        .defaultsTo("constant")));
    }

    @Override
    public boolean resizes(ObjectNode parameters) {
        return parameters.hasNonNull("size");
    }

    @Override
    public Transform transform(ObjectNode parameters, int inputSize) {
        Config config = Parameters.bind(parameters, Config.class);
        Padding padding = padding(Values.colour(config.padding));
        int[] fill = Values.colour(config.fill);
        return (image, random) -> {
            int[] size =
                    config.size == null
                            ? new int[] {image.height(), image.width()}
                            : Values.size(config.size, inputSize);
            return cropped(image, size, padding, config, fill, random);
        };
    }

    private static Padding padding(int[] widths) {
        return switch (widths.length) {
            case 1 -> Padding.all(widths[0]);
            case 2 -> new Padding(widths[0], widths[1], widths[0], widths[1]);
            case 4 -> new Padding(widths[0], widths[1], widths[2], widths[3]);
            default ->
                    throw new IllegalArgumentException(
                            "random_crop.padding has %d widths; give one, two or four"
                                    .formatted(widths.length));
        };
    }

    private static Pixels cropped(
            Pixels image,
            int[] size,
            Padding padding,
            Config config,
            int[] fill,
            RandomGenerator random) {
        Padding widths = config.padIfNeeded ? enough(padding, image, size) : padding;
        int spareHeight = image.height() + widths.top() + widths.bottom() - size[0];
        int spareWidth = image.width() + widths.left() + widths.right() - size[1];
        if (spareHeight < 0 || spareWidth < 0) {
            throw new IllegalArgumentException(
                    "random_crop cannot cut %dx%d out of %dx%d with its border; set padIfNeeded, or a smaller size"
                            .formatted(size[0], size[1], image.height(), image.width()));
        }
        int top = spareHeight == 0 ? 0 : random.nextInt(spareHeight + 1);
        int left = spareWidth == 0 ? 0 : random.nextInt(spareWidth + 1);
        if (config.paddingMode == Border.CONSTANT && fill.length == 1 && fill[0] == 0) {
            return Placement.crop(
                    image, top - widths.top(), left - widths.left(), size[0], size[1]);
        }
        return Placement.crop(
                Placement.pad(image, widths, config.paddingMode, fill),
                top,
                left,
                size[0],
                size[1]);
    }

    /** The whole difference on both sides, as torchvision pads. */
    private static Padding enough(Padding padding, Pixels image, int[] size) {
        int down = Math.max(0, size[0] - image.height() - padding.top() - padding.bottom());
        int right = Math.max(0, size[1] - image.width() - padding.left() - padding.right());
        return new Padding(
                padding.left() + right,
                padding.top() + down,
                padding.right() + right,
                padding.bottom() + down);
    }
}

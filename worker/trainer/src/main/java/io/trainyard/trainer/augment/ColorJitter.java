package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.image.Colour;
import io.trainyard.trainer.image.Pixels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * torchvision.transforms.v2.ColorJitter: brightness, contrast, saturation and hue, each by a random
 * factor, in random order.
 */
final class ColorJitter implements Augmentation {
    private static final double MOST = 100;

    /** The parameters, as torchvision names them. */
    record Config(
            @Nullable JsonNode brightness,
            @Nullable JsonNode contrast,
            @Nullable JsonNode saturation,
            @Nullable JsonNode hue) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "color_jitter",
                "changes brightness, contrast, saturation and hue (ColorJitter)",
                Schema.object()
                        .with("brightness", "b: factors 1-b to 1+b, or the two ends", factors())
                        .with("contrast", "likewise", factors())
                        .with("saturation", "likewise", factors())
                        .with(
                                "hue",
                                "h: -h to h of a whole turn, at most 0.5, or the two ends",
                                Values.range(-0.5, 0.5)));
    }

    private static Schema factors() {
        return Values.range(0, MOST);
    }

    /** One of the four changes. */
    private record Change(double[] ends, Operation operation) {
        Pixels apply(Pixels image, double factor) {
            return operation.apply(image, factor);
        }
    }

    private interface Operation {
        Pixels apply(Pixels image, double factor);
    }

    @Override
    public Transform transform(ObjectNode parameters, int inputSize) {
        Config config = Parameters.bind(parameters, Config.class);
        List<Change> changes = new ArrayList<>();
        add(changes, "brightness", config.brightness, 1, Colour::brightness);
        add(changes, "contrast", config.contrast, 1, Colour::contrast);
        add(changes, "saturation", config.saturation, 1, Colour::saturation);
        add(changes, "hue", config.hue, 0, Colour::hue);
        return (image, random) -> jittered(image, changes, random);
    }

    private static Pixels jittered(Pixels image, List<Change> changes, RandomGenerator random) {
        List<Change> order = new ArrayList<>(changes);
        Collections.shuffle(order, random);
        Pixels changed = image;
        for (Change change : order) {
            changed = change.apply(changed, Values.uniform(random, change.ends[0], change.ends[1]));
        }
        return changed;
    }

    private static void add(
            List<Change> changes,
            String name,
            @Nullable JsonNode given,
            double center,
            Operation operation) {
        if (given == null || given.isNull()) {
            return;
        }
        double[] numbers = Values.numbers(given);
        double[] ends =
                numbers.length == 2
                        ? Values.ends("color_jitter." + name, numbers)
                        : new double[] {center - numbers[0], center + numbers[0]};
        if (center == 1) {
            ends[0] = Math.max(0, ends[0]);
        }
        if (ends[0] != center || ends[1] != center) {
            changes.add(new Change(ends, operation));
        }
    }
}

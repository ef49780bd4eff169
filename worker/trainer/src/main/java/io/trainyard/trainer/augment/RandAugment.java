package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.image.Interpolation;
import io.trainyard.trainer.image.Pixels;
import io.trainyard.trainer.image.Warp.Sampling;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * torchvision.transforms.v2.RandAugment (Cubuk et al. 2019): some operations at random, all equally
 * strong.
 */
final class RandAugment implements Augmentation {
    private static final List<PolicyOperation> SPACE =
            Stream.of(PolicyOperation.values())
                    .filter(operation -> operation != PolicyOperation.INVERT)
                    .toList();

    /** The parameters, as torchvision names them. */
    record Config(
            int numOps,
            int magnitude,
            int numMagnitudeBins,
            Interpolation interpolation,
            @Nullable JsonNode fill) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "rand_augment",
                "random operations of one strength (RandAugment)",
                Schema.object()
                        .with(
                                "numOps",
                                "operations an image",
                                Schema.integer().atLeast(0).atMost(100).defaultsTo(2))
                        .with(
                                "magnitude",
                                "which of the bins; below numMagnitudeBins",
                                Schema.integer().atLeast(0).atMost(999).defaultsTo(9))
                        .with(
                                "numMagnitudeBins",
                                "steps from the weakest to the strongest",
                                Values.bins())
                        .also(Values::addPolicySettings));
    }

    @Override
    public Transform transform(ObjectNode parameters, int inputSize) {
        Config config = Parameters.bind(parameters, Config.class);
        if (config.magnitude >= config.numMagnitudeBins) {
            throw new IllegalArgumentException(
                    "rand_augment.magnitude %d is none of %d bins; give 0 to %d"
                            .formatted(
                                    config.magnitude,
                                    config.numMagnitudeBins,
                                    config.numMagnitudeBins - 1));
        }
        Sampling sampling = Values.sampling(config.interpolation, config.fill);
        return (image, random) -> changed(image, config, sampling, random);
    }

    private static Pixels changed(
            Pixels image, Config config, Sampling sampling, RandomGenerator random) {
        Pixels changed = image;
        for (int count = 0; count < config.numOps; count++) {
            PolicyOperation operation = SPACE.get(random.nextInt(SPACE.size()));
            double magnitude =
                    MagnitudeScale.USUAL.of(
                            operation,
                            config.magnitude,
                            config.numMagnitudeBins,
                            image.height(),
                            image.width());
            boolean negative = operation.signed() && random.nextBoolean();
            changed = operation.apply(changed, negative ? -magnitude : magnitude, sampling);
        }
        return changed;
    }
}

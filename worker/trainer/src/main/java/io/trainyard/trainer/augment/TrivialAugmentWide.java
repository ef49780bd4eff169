package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.image.Interpolation;
import io.trainyard.trainer.image.Warp.Sampling;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * torchvision.transforms.v2.TrivialAugmentWide (Müller and Hutter 2021): one operation at random,
 * of random strength.
 */
final class TrivialAugmentWide implements Augmentation {
    private static final List<PolicyOperation> SPACE =
            Stream.of(PolicyOperation.values())
                    .filter(operation -> operation != PolicyOperation.INVERT)
                    .toList();

    /** The parameters, as torchvision names them. */
    record Config(int numMagnitudeBins, Interpolation interpolation, @Nullable JsonNode fill) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "trivial_augment_wide",
                "one random operation of random strength (TrivialAugmentWide)",
                Schema.object()
                        .with(
                                "numMagnitudeBins",
                                "steps from the weakest to the strongest",
                                Values.bins())
                        .also(Values::addPolicySettings));
    }

    @Override
    public Transform transform(ObjectNode parameters, int inputSize) {
        Config config = Parameters.bind(parameters, Config.class);
        Sampling sampling = Values.sampling(config.interpolation, config.fill);
        int bins = config.numMagnitudeBins;
        return (image, random) -> {
            PolicyOperation operation = SPACE.get(random.nextInt(SPACE.size()));
            double magnitude =
                    MagnitudeScale.WIDE.of(
                            operation, random.nextInt(bins), bins, image.height(), image.width());
            boolean negative = operation.signed() && random.nextBoolean();
            return operation.apply(image, negative ? -magnitude : magnitude, sampling);
        };
    }
}

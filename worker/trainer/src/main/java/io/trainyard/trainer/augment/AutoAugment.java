package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.augment.AutoAugmentPolicy.Step;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.image.Interpolation;
import io.trainyard.trainer.image.Pixels;
import io.trainyard.trainer.image.Warp.Sampling;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** torchvision.transforms.v2.AutoAugment (Cubuk et al. 2018): one pair of a learnt policy. */
final class AutoAugment implements Augmentation {
    private static final int BINS = 10;

    /** The parameters, as torchvision names them. */
    record Config(AutoAugmentPolicy policy, Interpolation interpolation, @Nullable JsonNode fill) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "auto_augment",
                "a pair of operations of a learnt policy (AutoAugment)",
                Schema.object()
                        .with(
                                "policy",
                                "what it was learnt on",
                                Schema.choice("imagenet", "cifar10", "svhn").defaultsTo("imagenet"))
                        .also(Values::addPolicySettings));
    }

    @Override
    public Transform transform(ObjectNode parameters, int inputSize) {
        Config config = Parameters.bind(parameters, Config.class);
        Sampling sampling = Values.sampling(config.interpolation, config.fill);
        List<List<Step>> pairs = config.policy.pairs();
        return (image, random) -> {
            Pixels changed = image;
            for (Step step : pairs.get(random.nextInt(pairs.size()))) {
                changed = changed(changed, step, sampling, random);
            }
            return changed;
        };
    }

    private static Pixels changed(
            Pixels image, Step step, Sampling sampling, RandomGenerator random) {
        boolean happens = Values.happens(random, step.probability());
        boolean negative = step.operation().signed() && random.nextBoolean();
        if (!happens) {
            return image;
        }
        double magnitude =
                MagnitudeScale.USUAL.of(
                        step.operation(), step.bin(), BINS, image.height(), image.width());
        return step.operation().apply(image, negative ? -magnitude : magnitude, sampling);
    }
}

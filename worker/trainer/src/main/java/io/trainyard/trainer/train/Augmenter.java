package io.trainyard.trainer.train;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.trainer.augment.Augmentations;
import io.trainyard.trainer.augment.Transform;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.image.Fit;
import io.trainyard.trainer.image.Pixels;
import io.trainyard.trainer.seed.Seed;
import java.util.List;

/**
 * What training images become: the spec's transforms in order. Depends on nothing but seed, epoch
 * and sample.
 *
 * @param transforms in order
 * @param size edge of the network's input; what comes out otherwise is brought to it
 * @param seed of the run
 */
public record Augmenter(List<Transform> transforms, int size, Seed seed) {
    public Augmenter {
        transforms = List.copyOf(transforms);
    }

    /**
     * The spec's.
     *
     * @throws IllegalArgumentException where an augmentation's parameters do not go together
     */
    public static Augmenter of(ExperimentSpec spec) {
        int size = Plan.inputSize(spec);
        return new Augmenter(
                BatchWise.others(spec).stream()
                        .map(each ->
                                Augmentations.REGISTRY
                                        .named(each.kind())
                                        .transform(each.parameters(), size))
                        .toList(),
                size,
                new Seed(spec.training().seed()));
    }

    /**
     * What a sample becomes in an epoch; called by the decode threads.
     *
     * @throws RunFailedException with SPEC_INVALID where a transform cannot take the image
     */
    public Pixels apply(Pixels image, int epoch, int index) {
        Seed own = seed.with("augment").with(epoch).with(index);
        Pixels changed = image;
        try {
            for (int place = 0; place < transforms.size(); place++) {
                changed = transforms.get(place).apply(changed, own.with(place).random());
            }
        } catch (IllegalArgumentException impossible) {
            throw new RunFailedException(
                    FailureKind.SPEC_INVALID,
                    "an augmentation cannot be applied to a training image (%s): %s"
                            .formatted(image, impossible.getMessage()),
                    impossible);
        }
        return changed.height() == size && changed.width() == size
                ? changed
                : Fit.straight(size).apply(changed);
    }
}

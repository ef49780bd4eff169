package io.trainyard.trainer.train;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.spec.ComponentSpec;
import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.trainer.arch.Architecture;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.augment.Augmentations;
import io.trainyard.trainer.augment.Transform;
import io.trainyard.trainer.data.Dataset;
import io.trainyard.trainer.data.ImageSet;
import io.trainyard.trainer.data.Split;
import io.trainyard.trainer.engine.ChannelScale;
import io.trainyard.trainer.engine.ElementType;
import io.trainyard.trainer.engine.Recipe;
import io.trainyard.trainer.engine.UpdateRule;
import io.trainyard.trainer.engine.graph.InvalidNetworkException;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.loss.Losses;
import io.trainyard.trainer.optim.Optimizers;
import io.trainyard.trainer.seed.Seed;
import java.util.List;
import java.util.Optional;

/**
 * A spec and its data turned into the parts that the loop uses.
 *
 * @param spec complete
 * @param dataset opened
 * @param recipe of the training program
 * @param scale of the inputs
 * @param transforms of training images, in order
 * @param rates of learning
 * @param seed of every random choice
 */
record Plan(
        ExperimentSpec spec,
        Dataset dataset,
        Recipe recipe,
        ChannelScale scale,
        List<Transform> transforms,
        LearningRates rates,
        Seed seed) {
    Plan {
        transforms = List.copyOf(transforms);
    }

    /** Edge in pixels of the input: the spec's, else the architecture's own. */
    static int inputSize(ExperimentSpec spec) {
        return Optional.ofNullable(spec.input().size())
                .orElseGet(() -> architecture(spec).inputSize());
    }

    /**
     * Looks up and binds every component.
     *
     * @throws RunFailedException with SPEC_INVALID where parts do not go together
     */
    static Plan of(ExperimentSpec spec, Dataset dataset) {
        try {
            Network network =
                    architecture(spec)
                            .build(
                                    spec.model().architecture().parameters(),
                                    dataset.sample(),
                                    dataset.classes().size());
            return new Plan(
                    spec,
                    dataset,
                    recipe(spec, network),
                    Scales.of(spec.input().normalisation(), network.input().size(0)),
                    spec.augmentation().stream().map(Plan::transform).toList(),
                    LearningRates.of(spec, List.of(1.0), stepsPerEpoch(spec, dataset)),
                    new Seed(spec.training().seed()));
        } catch (InvalidNetworkException | IllegalArgumentException mismatch) {
            throw new RunFailedException(
                    FailureKind.SPEC_INVALID, String.valueOf(mismatch.getMessage()), mismatch);
        }
    }

    /** Updates a pass over the training images takes; 0 where there are none. */
    int stepsPerEpoch() {
        return stepsPerEpoch(spec, dataset);
    }

    private static int stepsPerEpoch(ExperimentSpec spec, Dataset dataset) {
        int images = dataset.split(Split.TRAIN).map(ImageSet::count).orElse(0);
        return Math.ceilDiv(images, spec.training().batchSize());
    }

    private static Recipe recipe(ExperimentSpec spec, Network network) {
        ComponentSpec loss = spec.training().loss();
        ComponentSpec optimizer = spec.optimizer();
        return new Recipe(
                network,
                switch (spec.training().precision()) {
                    case FP32 -> ElementType.FLOAT32;
                },
                Losses.REGISTRY.named(loss.kind()).rule(loss.parameters()),
                optimizer == null
                        ? UpdateRule.none()
                        : Optimizers.REGISTRY.named(optimizer.kind()).rule(optimizer.parameters()),
                Freezing.frozen(network, spec.model().freeze()));
    }

    private static Transform transform(ComponentSpec augmentation) {
        return Augmentations.REGISTRY
                .named(augmentation.kind())
                .transform(augmentation.parameters());
    }

    private static Architecture architecture(ExperimentSpec spec) {
        return Architectures.REGISTRY.named(spec.model().architecture().kind());
    }
}

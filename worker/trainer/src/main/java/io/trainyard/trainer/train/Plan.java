package io.trainyard.trainer.train;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.spec.ComponentSpec;
import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.contract.spec.ExperimentSpec.Kind;
import io.trainyard.contract.spec.Normalisation;
import io.trainyard.trainer.arch.Architecture;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.augment.Augmentations;
import io.trainyard.trainer.augment.Transform;
import io.trainyard.trainer.data.Dataset;
import io.trainyard.trainer.data.ImageSet;
import io.trainyard.trainer.data.Split;
import io.trainyard.trainer.engine.ChannelScale;
import io.trainyard.trainer.engine.Computation;
import io.trainyard.trainer.engine.ElementType;
import io.trainyard.trainer.engine.Recipe;
import io.trainyard.trainer.engine.Techniques;
import io.trainyard.trainer.engine.Update;
import io.trainyard.trainer.engine.Update.Clipping;
import io.trainyard.trainer.engine.graph.InvalidNetworkException;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.loss.Losses;
import io.trainyard.trainer.loss.TrainingClasses;
import io.trainyard.trainer.optim.Optimizers;
import io.trainyard.trainer.optim.ParameterGroups;
import io.trainyard.trainer.seed.Seed;
import io.trainyard.trainer.weights.KnownWeights;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

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
                .or(() -> StartingWeights.known(spec.model()).map(KnownWeights::size))
                .orElseGet(() -> architecture(spec).inputSize());
    }

    /** How pixels become inputs: the spec's way, else that of its weights by name. */
    static Normalisation normalisation(ExperimentSpec spec) {
        return spec.input().normalisation() instanceof Normalisation.Auto
                ? StartingWeights.known(spec.model())
                        .map(KnownWeights::normalisation)
                        .orElseGet(Normalisation.Unit::new)
                : spec.input().normalisation();
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
            Set<String> frozen = Freezing.frozen(network, spec.model().freeze());
            ParameterGroups groups = groups(spec, network, frozen);
            if (spec.kind() != Kind.EVALUATE) {
                BatchOfOne.check(
                        network, frozen, trainingImages(dataset), spec.training().batchSize());
            }
            return new Plan(
                    spec,
                    dataset,
                    recipe(spec, dataset, network, groups, frozen),
                    Scales.of(normalisation(spec), network.input().size(0)),
                    spec.augmentation().stream().map(Plan::transform).toList(),
                    LearningRates.of(spec, groups.factors(), stepsPerEpoch(spec, dataset)),
                    new Seed(spec.training().seed()));
        } catch (InvalidNetworkException | IllegalArgumentException mismatch) {
            throw new RunFailedException(
                    FailureKind.SPEC_INVALID, String.valueOf(mismatch.getMessage()), mismatch);
        }
    }

    /** The images that epochs are measured on. */
    Split judge() {
        return dataset.split(Split.VALIDATION).isPresent() ? Split.VALIDATION : Split.TEST;
    }

    /** Updates a pass over the training images takes; 0 where there are none. */
    int stepsPerEpoch() {
        return stepsPerEpoch(spec, dataset);
    }

    private static int stepsPerEpoch(ExperimentSpec spec, Dataset dataset) {
        return Math.toIntExact(Math.ceilDiv((long) trainingImages(dataset), imagesPerUpdate(spec)));
    }

    private static int trainingImages(Dataset dataset) {
        return dataset.split(Split.TRAIN).map(ImageSet::count).orElse(0);
    }

    /** Training images whose gradients make one update, but for the last of an epoch. */
    static long imagesPerUpdate(ExperimentSpec spec) {
        return (long) spec.training().batchSize() * spec.training().accumulation();
    }

    /** The optimizer's groups; none where nothing is trained. */
    static ParameterGroups groups(ExperimentSpec spec, Network network, Set<String> frozen) {
        ComponentSpec optimizer = spec.optimizer();
        if (optimizer == null || spec.kind() == Kind.EVALUATE) {
            return new ParameterGroups(List.of(), List.of());
        }
        return ParameterGroups.of(
                Optimizers.REGISTRY.named(optimizer.kind()),
                optimizer.parameters(),
                network,
                frozen);
    }

    private static Recipe recipe(
            ExperimentSpec spec,
            Dataset dataset,
            Network network,
            ParameterGroups groups,
            Set<String> frozen) {
        ComponentSpec loss = spec.training().loss();
        ExperimentSpec.Clipping clipping = spec.training().clipping();
        return new Recipe(
                network,
                ElementType.FLOAT32,
                Losses.REGISTRY
                        .named(loss.kind())
                        .rule(loss.parameters(), trainingClasses(spec, dataset)),
                new Update(
                        groups.groups(),
                        Math.max(1, groups.factors().size()),
                        clipping == null
                                ? Clipping.NONE
                                : new Clipping(clipping.value(), clipping.norm()),
                        spec.training().accumulation() > 1),
                frozen,
                techniques(spec, dataset));
    }

    private static Techniques techniques(ExperimentSpec spec, Dataset dataset) {
        if (spec.kind() == Kind.EVALUATE) {
            return Techniques.NONE;
        }
        Computation computation =
                switch (spec.training().precision()) {
                    case FP32 -> Computation.FULL;
                    case BF16 -> Computation.BF16;
                    case FP16 ->
                            throw new IllegalArgumentException(
                                    "training.precision 'fp16' needs a GPU, and this worker computes on its CPU: use bf16, which needs no scaled loss, or fp32");
                };
        return new Techniques(
                computation,
                computation == Computation.FP16,
                Averages.kind(spec.training()),
                Distilling.of(spec, dataset));
    }

    private static TrainingClasses trainingClasses(ExperimentSpec spec, Dataset dataset) {
        ImageSet images = dataset.split(Split.TRAIN).orElse(null);
        if (images == null || spec.kind() == Kind.EVALUATE) {
            return TrainingClasses.NONE;
        }
        int[] counts = new int[dataset.classes().size()];
        IntStream.range(0, images.count()).forEach(index -> counts[images.label(index)]++);
        return new TrainingClasses(dataset.classes(), IntStream.of(counts).boxed().toList());
    }

    private static Transform transform(ComponentSpec augmentation) {
        return Augmentations.REGISTRY
                .named(augmentation.kind())
                .transform(augmentation.parameters());
    }

    static Architecture architecture(ExperimentSpec spec) {
        return Architectures.REGISTRY.named(spec.model().architecture().kind());
    }
}

package io.trainyard.trainer.train;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.spec.ComponentSpec;
import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.contract.spec.ExperimentSpec.Kind;
import io.trainyard.contract.spec.Normalisation;
import io.trainyard.trainer.arch.Architecture;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.augment.Augmentations;
import io.trainyard.trainer.augment.BatchTransform;
import io.trainyard.trainer.data.Dataset;
import io.trainyard.trainer.data.ImageSet;
import io.trainyard.trainer.data.Split;
import io.trainyard.trainer.engine.ChannelScale;
import io.trainyard.trainer.engine.Computation;
import io.trainyard.trainer.engine.ElementType;
import io.trainyard.trainer.engine.Mixing;
import io.trainyard.trainer.engine.Recipe;
import io.trainyard.trainer.engine.Techniques;
import io.trainyard.trainer.engine.Update;
import io.trainyard.trainer.engine.Update.Clipping;
import io.trainyard.trainer.engine.graph.InvalidNetworkException;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.image.Fit;
import io.trainyard.trainer.image.Interpolation;
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
 * @param phase of the run
 * @param spec of the run in that phase
 * @param dataset opened
 * @param recipe of the training program
 * @param scale of the inputs
 * @param augmenter of training images
 * @param mixer of training batches
 * @param rates of learning
 * @param seed of every random choice
 */
record Plan(
        Phase phase,
        ExperimentSpec spec,
        Dataset dataset,
        Recipe recipe,
        ChannelScale scale,
        Augmenter augmenter,
        BatchTransform mixer,
        LearningRates rates,
        Seed seed) {
    /** Edge in pixels of the input: the spec's, else the architecture's own. */
    static int inputSize(ExperimentSpec spec) {
        return Optional.ofNullable(spec.input().size())
                .or(() -> StartingWeights.known(spec.model()).map(KnownWeights::size))
                .orElseGet(() -> architecture(spec).inputSize());
    }

    /** How images are brought to size: the spec's way, else that of its weights by name. */
    static Fit fit(ExperimentSpec spec) {
        int size = inputSize(spec);
        Optional<KnownWeights> known = StartingWeights.known(spec.model());
        int resize =
                Optional.ofNullable(spec.input().resize())
                        .or(() ->
                                known.filter(weights -> weights.size() == size)
                                        .map(KnownWeights::resize))
                        .orElse(size);
        if (resize < size) {
            throw new RunFailedException(
                    FailureKind.SPEC_INVALID,
                    "input.resize %d is less than the input's %d pixels, which are cut out of it; give at least that"
                            .formatted(resize, size));
        }
        String interpolation =
                Optional.ofNullable(spec.input().interpolation())
                        .map(Enum::name)
                        .or(() -> known.map(weights -> weights.interpolation().name()))
                        .orElse(Interpolation.BILINEAR.name());
        return new Fit(resize, size, Interpolation.valueOf(interpolation));
    }

    /** Whether training images are wanted as they are, since a transform cuts or resizes them. */
    static boolean wantsOriginals(ExperimentSpec spec) {
        return spec.kind() != Kind.EVALUATE
                && BatchWise.others(spec).stream()
                        .anyMatch(each ->
                                Augmentations.REGISTRY
                                        .named(each.kind())
                                        .resizes(each.parameters()));
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
    static Plan of(Phase phase, Dataset dataset) {
        ExperimentSpec spec = phase.spec();
        try {
            Network network =
                    architecture(spec)
                            .build(
                                    spec.model().architecture().parameters(),
                                    dataset.sample(),
                                    dataset.classes().size());
            Set<String> frozen = Freezing.frozen(network, phase);
            ParameterGroups groups = groups(spec, network, frozen);
            if (spec.kind() != Kind.EVALUATE) {
                BatchOfOne.check(
                        network, frozen, trainingImages(dataset), spec.training().batchSize());
            }
            List<Update.Group> updated = Phases.byAge(groups.groups(), phase, network);
            return new Plan(
                    phase,
                    spec,
                    dataset,
                    recipe(
                            spec,
                            dataset,
                            network,
                            new ParameterGroups(groups.factors(), updated),
                            frozen),
                    Scales.of(normalisation(spec), network.input().size(0)),
                    Augmenter.of(spec),
                    BatchWise.mixer(spec),
                    LearningRates.of(
                            phase,
                            groups.factors(),
                            phase.horizon(each -> stepsPerEpoch(each, dataset))),
                    new Seed(spec.training().seed()));
        } catch (InvalidNetworkException | IllegalArgumentException mismatch) {
            throw new RunFailedException(
                    FailureKind.SPEC_INVALID, String.valueOf(mismatch.getMessage()), mismatch);
        }
    }

    /** What is particular to its phase, for the log; empty where the run has no phases. */
    Optional<String> describe() {
        return phase.isOnly()
                ? Optional.empty()
                : Optional.of(
                        "%s: size %d, batches of %d, rate times %s, %,d of %,d parameters trained"
                                .formatted(
                                        phase.title(),
                                        inputSize(spec),
                                        spec.training().batchSize(),
                                        phase.learningRateFactor(),
                                        recipe.trainableCount(),
                                        recipe.network().parameterCount()));
    }

    /** Updates in all phases together; 0 where there are no training images. */
    long steps() {
        return phase.horizon(each -> stepsPerEpoch(each, dataset)).steps();
    }

    /** The images that epochs are measured on. */
    Split judge() {
        return dataset.split(Split.VALIDATION).isPresent() ? Split.VALIDATION : Split.TEST;
    }

    /** Updates a pass over the training images takes; 0 where there are none. */
    int stepsPerEpoch() {
        return stepsPerEpoch(spec, dataset);
    }

    /**
     * How a training batch is mixed.
     *
     * @param step the seed of the batch's step
     */
    Mixing mixing(Seed step) {
        TensorShape input = recipe.network().input(); // (C, H, W)
        return mixer.draw(input.size(1), input.size(2), step.with("mixing").random());
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
                frozen,
                LearningRates.movesMomentum(spec));
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
                        Math.max(1, groups.factors().size())
                                + (LearningRates.movesMomentum(spec) ? 1 : 0),
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
                Distilling.of(spec, dataset),
                BatchWise.isIn(spec));
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

    static Architecture architecture(ExperimentSpec spec) {
        return Architectures.REGISTRY.named(spec.model().architecture().kind());
    }
}

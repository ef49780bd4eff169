package io.trainyard.trainer.train;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.spec.ExperimentSpec.Head;
import io.trainyard.contract.spec.ExperimentSpec.Model;
import io.trainyard.contract.spec.RunWeights;
import io.trainyard.trainer.data.Locations;
import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.TrainableNetwork;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.seed.Seed;
import io.trainyard.trainer.weights.InvalidWeightsException;
import io.trainyard.trainer.weights.KnownWeights;
import io.trainyard.trainer.weights.WeightsFile;
import io.trainyard.trainer.weights.WeightsFit;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** The weights that a fresh run starts from. */
final class StartingWeights {
    /** A file of another network differs in everything; the first ones say so. */
    private static final int MOST_PROBLEMS = 200;

    private StartingWeights() {}

    /**
     * Initialises a network and takes over the spec's weights, if it names any.
     *
     * @throws RunFailedException with WEIGHTS_INVALID and every tensor that does not fit
     */
    static void apply(
            TrainableNetwork trainable,
            Network network,
            Model model,
            List<String> classes,
            Seed seed,
            Locations locations,
            EventSink events) {
        trainable.initialise(seed.with("weights"));
        if (model.weights() == null) {
            return;
        }
        load(network, model, classes, locations, events, trainable::load);
    }

    /**
     * Hands over the tensors of a model's weights.
     *
     * @param model names weights
     * @param classes of the data
     * @param into takes them; they are not valid afterwards
     * @throws RunFailedException with WEIGHTS_INVALID and every tensor that does not fit
     */
    static void load(
            Network network,
            Model model,
            List<String> classes,
            Locations locations,
            EventSink events,
            Consumer<List<TensorBytes>> into) {
        Optional<KnownWeights> known = known(model);
        String weights =
                known.map(KnownWeights::address)
                        .orElseGet(() -> Objects.requireNonNull(model.weights()));
        Path file = locations.resolve(weights, FailureKind.WEIGHTS_INVALID);
        try (Arena arena = Arena.ofConfined()) {
            WeightsFit fit =
                    WeightsFit.of(network, WeightsFile.read(file, arena).tensors(), model.head());
            if (!fit.problems().isEmpty()) {
                throw new RunFailedException(
                        FailureKind.WEIGHTS_INVALID,
                        "'%s' does not fit %s with %d classes: %s"
                                .formatted(
                                        file,
                                        network.name(),
                                        network.classes(),
                                        described(fit.problems())));
            }
            into.accept(fit.loaded());
            events.info("took %d tensors from '%s'".formatted(fit.loaded().size(), file));
            if (!fit.notes().isEmpty()) {
                events.info(described(fit.notes()));
            }
            if (known.isPresent()
                    && !fit.newHead()
                    && !classes.equals(KnownWeights.imageNetClasses())) {
                events.warn(
                        "the head is kept as its number of classes agrees; the data's names or their order are not ImageNet's");
            }
            if (fit.newHead() && model.head() == Head.AUTO) {
                events.info(
                        "the head '%s' is new: the file's has other classes"
                                .formatted(network.head()));
            }
        } catch (IOException | InvalidWeightsException damaged) {
            throw new RunFailedException(
                    FailureKind.WEIGHTS_INVALID,
                    "'%s' cannot be used: %s".formatted(file, damaged.getMessage()),
                    damaged);
        }
    }

    /** The weights that a spec names without saying where they are. */
    static Optional<KnownWeights> known(Model model) {
        if (model.weights() != null && RunWeights.isReference(model.weights())) {
            throw new RunFailedException(
                    FailureKind.SPEC_INVALID,
                    "weights '%s' are those of a run, which only its server has: submit the spec to that server, or give the path of a file, such as one that 'trainyard checkpoint download' writes"
                            .formatted(model.weights()));
        }
        try {
            return Optional.ofNullable(model.weights())
                    .flatMap(weights -> KnownWeights.of(model.architecture().kind(), weights));
        } catch (IllegalArgumentException unknown) {
            throw new RunFailedException(
                    FailureKind.SPEC_INVALID, String.valueOf(unknown.getMessage()), unknown);
        }
    }

    private static String described(List<String> problems) {
        String first =
                String.join("; ", problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())));
        return problems.size() <= MOST_PROBLEMS
                ? first
                : "%s; and %d more".formatted(first, problems.size() - MOST_PROBLEMS);
    }
}

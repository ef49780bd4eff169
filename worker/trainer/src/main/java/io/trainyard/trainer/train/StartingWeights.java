package io.trainyard.trainer.train;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.spec.ExperimentSpec.Head;
import io.trainyard.contract.spec.ExperimentSpec.Model;
import io.trainyard.trainer.data.Locations;
import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.TrainableNetwork;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.seed.Seed;
import io.trainyard.trainer.weights.InvalidWeightsException;
import io.trainyard.trainer.weights.SafetensorsReader;
import io.trainyard.trainer.weights.WeightsFit;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
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
            Seed seed,
            Locations locations,
            EventSink events) {
        trainable.initialise(seed.with("weights"));
        if (model.weights() == null) {
            return;
        }
        load(network, model.weights(), model.head(), locations, events, trainable::load);
    }

    /**
     * Hands over the tensors of a reference.
     *
     * @param into takes them; they are not valid afterwards
     * @throws RunFailedException with WEIGHTS_INVALID and every tensor that does not fit
     */
    static void load(
            Network network,
            String weights,
            Head head,
            Locations locations,
            EventSink events,
            Consumer<List<TensorBytes>> into) {
        Path file = locations.resolve(weights, FailureKind.WEIGHTS_INVALID);
        try (Arena arena = Arena.ofConfined()) {
            WeightsFit fit =
                    WeightsFit.of(network, SafetensorsReader.read(file, arena).tensors(), head);
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
            if (fit.newHead() && head == Head.AUTO) {
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

    private static String described(List<String> problems) {
        String first =
                String.join("; ", problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())));
        return problems.size() <= MOST_PROBLEMS
                ? first
                : "%s; and %d more".formatted(first, problems.size() - MOST_PROBLEMS);
    }
}

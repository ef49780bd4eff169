package io.trainyard.trainer.engine;

import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorSpec;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything the training program of a run is written from.
 *
 * @param network what is trained
 * @param precision of weights, and of all that the techniques do not compute in another
 * @param loss what is minimised
 * @param update how parameters change
 * @param frozen names of the parameters that do not change
 * @param techniques beyond the plain step
 */
public record Recipe(
        Network network,
        ElementType precision,
        LossRule loss,
        Update update,
        Set<String> frozen,
        Techniques techniques) {
    public Recipe {
        frozen = Set.copyOf(frozen);
        if (!precision.isFloat()) {
            throw new IllegalArgumentException("cannot compute in " + precision);
        }
    }

    /** A recipe of plain steps. */
    public Recipe(
            Network network,
            ElementType precision,
            LossRule loss,
            Update update,
            Set<String> frozen) {
        this(network, precision, loss, update, frozen, Techniques.NONE);
    }

    /** A recipe with one rule for all parameters that are not frozen. */
    public Recipe(
            Network network,
            ElementType precision,
            LossRule loss,
            UpdateRule rule,
            Set<String> frozen) {
        this(network, precision, loss, Update.ofAll(trained(network, frozen), rule), frozen);
    }

    /** Number of parameters that change, in elements. */
    public long trainableCount() {
        return network.parameters().stream()
                .filter(parameter -> !frozen.contains(parameter.name()))
                .mapToLong(parameter -> parameter.shape().elements())
                .sum();
    }

    private static Set<String> trained(Network network, Set<String> frozen) {
        return network.parameters().stream()
                .map(TensorSpec::name)
                .filter(name -> !frozen.contains(name))
                .collect(Collectors.toUnmodifiableSet());
    }
}

package io.trainyard.trainer.engine;

import io.trainyard.trainer.engine.graph.Network;
import java.util.Set;

/**
 * Everything the training program of a run is written from.
 *
 * @param network what is trained
 * @param precision of weights and computation
 * @param loss what is minimised
 * @param update how parameters change
 * @param frozen names of the parameters that do not change
 */
public record Recipe(
        Network network,
        ElementType precision,
        LossRule loss,
        UpdateRule update,
        Set<String> frozen) {
    public Recipe {
        frozen = Set.copyOf(frozen);
        if (!precision.isFloat()) {
            throw new IllegalArgumentException("cannot compute in " + precision);
        }
    }

    /** Number of parameters that change, in elements. */
    public long trainableCount() {
        return network.parameters().stream()
                .filter(parameter -> !frozen.contains(parameter.name()))
                .mapToLong(parameter -> parameter.shape().elements())
                .sum();
    }
}

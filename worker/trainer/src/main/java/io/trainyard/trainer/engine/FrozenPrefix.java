package io.trainyard.trainer.engine;

import io.trainyard.trainer.engine.graph.Dropout;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.Node;
import io.trainyard.trainer.engine.graph.StochasticDepth;
import io.trainyard.trainer.engine.graph.TensorShape;
import java.util.Optional;

/**
 * The front of a network that gives the same for an image in every step: nothing in it is trained
 * and nothing is random, its batch norms use their running statistics, and all that follows reads
 * of it only what its last node gives.
 *
 * @param cut index of its last node
 * @param name of the last node
 * @param shape of the features, without the batch
 */
public record FrozenPrefix(int cut, String name, TensorShape shape) {
    /**
     * The longest one; empty where nothing is frozen, where training begins at the first layer, or
     * where a step needs the images for more than the network.
     */
    public static Optional<FrozenPrefix> of(Recipe recipe) {
        Techniques techniques = recipe.techniques();
        if (recipe.frozen().isEmpty() || techniques.mixes() || techniques.distillation() != null) {
            return Optional.empty();
        }
        Network network = recipe.network();
        int end = 0;
        while (end < network.nodes().size() && isConstant(recipe, network.nodes().get(end))) {
            end++;
        }
        // Going back, the earliest node that anything behind the candidate reads.
        int earliest = network.nodes().size();
        for (int index = network.nodes().size() - 1; index > 0; index--) {
            Node node = network.nodes().get(index);
            earliest =
                    Math.min(
                            earliest,
                            node.inputs().stream().mapToInt(Integer::intValue).min().orElse(-1));
            int cut = index - 1;
            if (cut < end && earliest == cut) {
                Node last = network.nodes().get(cut);
                return Optional.of(new FrozenPrefix(cut, last.name(), last.shape()));
            }
        }
        return Optional.empty();
    }

    private static boolean isConstant(Recipe recipe, Node node) {
        boolean random =
                switch (node.layer()) {
                    case Dropout dropout -> dropout.probability() > 0;
                    case StochasticDepth depth -> depth.probability() > 0;
                    default -> false;
                };
        return !random && (node.tensors().isEmpty() || !TensorLists.trains(recipe, node));
    }
}

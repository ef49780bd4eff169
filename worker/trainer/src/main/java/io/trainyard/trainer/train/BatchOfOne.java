package io.trainyard.trainer.train;

import io.trainyard.trainer.engine.graph.BatchNorm;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.Node;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.TensorSpec;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Refuses batches whose batch norm statistics would be of one image: where every batch is one, and
 * where the last of an epoch is and some batch norm has one value a channel then, which torch
 * refuses in the middle of the epoch.
 */
final class BatchOfOne {
    private BatchOfOne() {}

    /**
     * Returns where a run may begin.
     *
     * @param frozen parameters; a frozen batch norm does not look at the batch
     * @throws IllegalArgumentException with what to change
     */
    static void check(Network network, Set<String> frozen, int images, int batchSize) {
        if (images == 0) {
            return;
        }
        if (batchSize == 1 || images == 1) {
            trained(network, frozen)
                    .findFirst()
                    .ifPresent(norm -> {
                        throw new IllegalArgumentException(
                                "training.batchSize %d over %d training images makes batches of one, and %s normalises by the batch ('%s'): use 2 or more, with accumulation for larger updates, freeze its batch norms, or choose a network without"
                                        .formatted(
                                                batchSize, images, network.name(), norm.name()));
                    });
        }
        if (images % batchSize == 1) {
            trained(network, frozen)
                    .filter(norm -> positions(norm.shape()) == 1)
                    .findFirst()
                    .ifPresent(norm -> {
                        throw new IllegalArgumentException(
                                "training.batchSize %d leaves a last batch of one of %d training images, and batch norm '%s' of %s then has one value a channel: use another batchSize, such as %d, or larger images"
                                        .formatted(
                                                batchSize,
                                                images,
                                                norm.name(),
                                                network.name(),
                                                fitting(images, batchSize)));
                    });
        }
    }

    private static Stream<Node> trained(Network network, Set<String> frozen) {
        return network.nodes().stream()
                .filter(node -> node.layer() instanceof BatchNorm)
                .filter(node ->
                        node.tensors().stream()
                                .filter(each -> each.role() == TensorSpec.Role.PARAMETER)
                                .anyMatch(each -> !frozen.contains(each.name())));
    }

    private static long positions(TensorShape shape) {
        return shape.elements() / shape.size(0);
    }

    private static int fitting(int images, int batchSize) {
        int size = batchSize + 1;
        while (images % size == 1) {
            size++;
        }
        return size;
    }
}

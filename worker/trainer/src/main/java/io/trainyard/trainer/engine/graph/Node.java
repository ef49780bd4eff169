package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * One layer at its place in a network.
 *
 * @param name the module's state_dict prefix, such as {@code layer1.0.conv1}; made up for layers
 *     without tensors
 * @param layer the layer
 * @param inputs indices of the nodes it reads; {@link Network#INPUT} is the network's input
 * @param shape of the output, without the batch
 * @param tensors what it owns, under full state_dict keys
 * @param multiplyAdds for one sample
 * @param receptiveField of one position of the output
 */
public record Node(
        String name,
        Layer layer,
        List<Integer> inputs,
        TensorShape shape,
        List<TensorSpec> tensors,
        long multiplyAdds,
        ReceptiveField receptiveField) {
    public Node {
        inputs = List.copyOf(inputs);
        tensors = List.copyOf(tensors);
    }

    /** The parameters it owns, in elements. */
    public long parameters() {
        return tensors.stream()
                .filter(tensor -> tensor.role() == TensorSpec.Role.PARAMETER)
                .mapToLong(tensor -> tensor.shape().elements())
                .sum();
    }
}

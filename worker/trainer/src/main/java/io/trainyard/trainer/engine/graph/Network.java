package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * A network as a list of layers in an order that can be computed; the last one gives the logits,
 * {@code (classes)}.
 *
 * @param name the architecture
 * @param input shape of one input, {@code (C, H, W)}
 * @param nodes in forward order
 * @param head name of the module that turns features into classes
 */
public record Network(String name, TensorShape input, List<Node> nodes, String head) {
    /** Stands for the network's input among a node's inputs. */
    public static final int INPUT = -1;

    public Network {
        nodes = List.copyOf(nodes);
    }

    /** Every tensor in state_dict order. */
    public List<TensorSpec> tensors() {
        return nodes.stream().flatMap(node -> node.tensors().stream()).toList();
    }

    /** The tensors that the optimizer changes unless they are frozen, in state_dict order. */
    public List<TensorSpec> parameters() {
        return tensors().stream()
                .filter(tensor -> tensor.role() == TensorSpec.Role.PARAMETER)
                .toList();
    }

    /** Number of parameters, in elements. */
    public long parameterCount() {
        return parameters().stream().mapToLong(tensor -> tensor.shape().elements()).sum();
    }

    /** Multiplications with addition for one sample. */
    public long multiplyAdds() {
        return nodes.stream().mapToLong(Node::multiplyAdds).sum();
    }

    /** Number of classes. */
    public int classes() {
        return nodes.getLast().shape().size(0);
    }

    /** Whether a tensor belongs to the head. */
    public boolean isHead(String tensorName) {
        return tensorName.startsWith(head + ".");
    }
}

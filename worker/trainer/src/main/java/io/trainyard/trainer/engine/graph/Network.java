package io.trainyard.trainer.engine.graph;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A network as a list of layers in an order that can be computed; the last one gives the logits,
 * {@code (classes)}.
 *
 * @param name the architecture
 * @param input shape of one input, {@code (C, H, W)}
 * @param nodes in forward order
 * @param head name of the module that turns features into classes
 * @param auxiliaries further logits, which only training computes
 * @param stages index of the node that each stage begins with; those before the first are the stem
 */
public record Network(
        String name,
        TensorShape input,
        List<Node> nodes,
        String head,
        List<Auxiliary> auxiliaries,
        List<Integer> stages) {
    /** Stands for the network's input among a node's inputs. */
    public static final int INPUT = -1;

    /** Szegedy et al. 2014, section 5: the loss of auxiliary heads counts 0.3. */
    public static final double AUXILIARY_WEIGHT = 0.3;

    public Network {
        nodes = List.copyOf(nodes);
        auxiliaries = List.copyOf(auxiliaries);
        stages = List.copyOf(stages);
    }

    /**
     * Logits from the middle of a network, whose loss training adds.
     *
     * @param head name of the module that gives them
     * @param node index of the node that gives them
     * @param weight of their loss beside the network's own
     */
    public record Auxiliary(String head, int node, double weight) {}

    /** Indices of the nodes that the logits need, in forward order: those of an evaluation. */
    public List<Integer> evaluated() {
        BitSet needed = new BitSet();
        needed.set(nodes.size() - 1);
        for (int index = nodes.size() - 1; index >= 0; index--) {
            if (needed.get(index)) {
                nodes.get(index).inputs().stream()
                        .filter(input -> input != INPUT)
                        .forEach(needed::set);
            }
        }
        return needed.stream().boxed().toList();
    }

    /** Every tensor in state_dict order. */
    public List<TensorSpec> tensors() {
        return nodes.stream().flatMap(node -> node.tensors().stream()).toList();
    }

    /**
     * Names of the parameters in the stem and the first stages, without what only training
     * computes.
     *
     * @param count of stages
     */
    public Set<String> parametersBeforeStage(int count) {
        int end = count < stages.size() ? stages.get(count) : nodes.size();
        return evaluated().stream()
                .filter(index -> index < end)
                .flatMap(index -> nodes.get(index).tensors().stream())
                .filter(tensor -> tensor.role() == TensorSpec.Role.PARAMETER)
                .map(TensorSpec::name)
                .filter(tensor -> !isHead(tensor))
                .collect(Collectors.toUnmodifiableSet());
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

    /** Multiplications with addition for the logits of one sample. */
    public long multiplyAdds() {
        return evaluated().stream().mapToLong(index -> nodes.get(index).multiplyAdds()).sum();
    }

    /** Number of classes. */
    public int classes() {
        return nodes.getLast().shape().size(0);
    }

    /** Whether a tensor belongs to the head or to that of auxiliary logits. */
    public boolean isHead(String tensorName) {
        return tensorName.startsWith(head + ".")
                || auxiliaries.stream()
                        .anyMatch(auxiliary -> tensorName.startsWith(auxiliary.head() + "."));
    }
}

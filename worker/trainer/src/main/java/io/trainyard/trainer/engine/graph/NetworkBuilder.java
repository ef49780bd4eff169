package io.trainyard.trainer.engine.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Builds a {@link Network} in forward order. Shapes are checked as layers are added, so an error
 * names the layer.
 */
public final class NetworkBuilder {
    private final String name;
    private final TensorShape input;
    private final List<Node> nodes = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /**
     * A network without layers.
     *
     * @param name the architecture
     * @param input shape of one input, {@code (C, H, W)}
     */
    public NetworkBuilder(String name, TensorShape input) {
        this.name = name;
        this.input = input;
    }

    /** The network's input. */
    public Value input() {
        return new Value(Network.INPUT, input);
    }

    /**
     * The finished network.
     *
     * @param head name of the module that turns features into classes, added last
     */
    public Network build(String head) {
        if (!names.contains(head)) {
            throw new IllegalArgumentException("no module is named '%s'".formatted(head));
        }
        return new Network(name, input, nodes, head);
    }

    private Value add(String nodeName, Layer layer, List<Value> inputs) {
        if (!names.add(nodeName)) {
            throw new IllegalArgumentException("two modules are named '%s'".formatted(nodeName));
        }
        List<TensorShape> shapes = inputs.stream().map(Value::shape).toList();
        TensorShape shape = checkedShape(nodeName, layer, shapes);
        nodes.add(
                new Node(
                        nodeName,
                        layer,
                        inputs.stream().map(value -> value.index).toList(),
                        shape,
                        layer.tensors(shapes).stream()
                                .map(tensor -> tensor.inside(nodeName))
                                .toList(),
                        layer.multiplyAdds(shapes)));
        return new Value(nodes.size() - 1, shape);
    }

    private TensorShape checkedShape(String nodeName, Layer layer, List<TensorShape> inputs) {
        try {
            return layer.output(inputs);
        } catch (InvalidNetworkException problem) {
            throw new InvalidNetworkException(
                    "%s cannot take an input of %s: %s (%s) %s"
                            .formatted(name, input, nodeName, layer.kind(), problem.getMessage()));
        }
    }

    /** What a layer puts out and others read. */
    public final class Value {
        private final int index;
        private final TensorShape shape;

        private Value(int index, TensorShape shape) {
            this.index = index;
            this.shape = shape;
        }

        /** Its shape, without the batch. */
        public TensorShape shape() {
            return shape;
        }

        /** The channels of an image. */
        public int channels() {
            return shape.size(0);
        }

        /** The output of a layer that owns tensors, under that module name. */
        public Value then(String module, Layer layer) {
            return add(module, layer, List.of(this));
        }

        /** The output of a layer that owns none. */
        public Value then(Layer layer) {
            return add(layer.kind() + "@" + nodes.size(), layer, List.of(this));
        }

        /** The sum of this and another value. */
        public Value plus(Value other) {
            Layer layer = new Add();
            return add(layer.kind() + "@" + nodes.size(), layer, List.of(this, other));
        }
    }
}

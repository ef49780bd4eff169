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
    private final List<Network.Auxiliary> auxiliaries = new ArrayList<>();
    private final List<Integer> stages = new ArrayList<>();
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
        return new Value(Network.INPUT, input, ReceptiveField.PIXEL);
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
        return new Network(name, input, nodes, head, auxiliaries, stages);
    }

    /** Begins the next stage: what follows belongs to it, what precedes the first is the stem. */
    public void stage() {
        stages.add(nodes.size());
    }

    /** Values one behind the other along their outermost dimension, such as channels. */
    public Value concatenate(List<Value> values) {
        return join(new Concatenate(), values);
    }

    /**
     * Logits that only training computes.
     *
     * @param head name of the module that gives them
     * @param weight of their loss beside the network's own
     */
    public void auxiliary(String head, Value logits, double weight) {
        auxiliaries.add(new Network.Auxiliary(head, logits.index, weight));
    }

    private Value join(Layer layer, List<Value> inputs) {
        return add(layer.kind() + "@" + nodes.size(), layer, inputs);
    }

    private Value add(String nodeName, Layer layer, List<Value> inputs) {
        if (!names.add(nodeName)) {
            throw new IllegalArgumentException("two modules are named '%s'".formatted(nodeName));
        }
        List<TensorShape> shapes = inputs.stream().map(Value::shape).toList();
        TensorShape shape = checkedShape(nodeName, layer, shapes);
        ReceptiveField field =
                layer.receptiveField(inputs.stream().map(Value::receptiveField).toList());
        nodes.add(
                new Node(
                        nodeName,
                        layer,
                        inputs.stream().map(value -> value.index).toList(),
                        shape,
                        layer.tensors(shapes).stream()
                                .map(tensor -> tensor.inside(nodeName))
                                .toList(),
                        layer.multiplyAdds(shapes),
                        field));
        return new Value(nodes.size() - 1, shape, field);
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
        private final ReceptiveField receptiveField;

        private Value(int index, TensorShape shape, ReceptiveField receptiveField) {
            this.index = index;
            this.shape = shape;
            this.receptiveField = receptiveField;
        }

        /** Its shape, without the batch. */
        public TensorShape shape() {
            return shape;
        }

        private ReceptiveField receptiveField() {
            return receptiveField;
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
            return join(layer, List.of(this));
        }

        /** The sum of this and another value. */
        public Value plus(Value other) {
            return join(new Add(), List.of(this, other));
        }

        /** This image times one number a channel. */
        public Value times(Value gate) {
            return join(new Gate(), List.of(this, gate));
        }
    }
}

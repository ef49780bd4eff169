package io.trainyard.trainer.export;

import io.trainyard.trainer.engine.graph.Activation;
import io.trainyard.trainer.engine.graph.AdaptiveAveragePool;
import io.trainyard.trainer.engine.graph.Add;
import io.trainyard.trainer.engine.graph.Attention;
import io.trainyard.trainer.engine.graph.AttentionProjection;
import io.trainyard.trainer.engine.graph.AveragePool;
import io.trainyard.trainer.engine.graph.BatchNorm;
import io.trainyard.trainer.engine.graph.ClassToken;
import io.trainyard.trainer.engine.graph.Concatenate;
import io.trainyard.trainer.engine.graph.Convolution;
import io.trainyard.trainer.engine.graph.Dropout;
import io.trainyard.trainer.engine.graph.FirstToken;
import io.trainyard.trainer.engine.graph.Flatten;
import io.trainyard.trainer.engine.graph.Gate;
import io.trainyard.trainer.engine.graph.GlobalAveragePool;
import io.trainyard.trainer.engine.graph.LayerNorm;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.LocalResponseNorm;
import io.trainyard.trainer.engine.graph.MaxPool;
import io.trainyard.trainer.engine.graph.Node;
import io.trainyard.trainer.engine.graph.PadChannels;
import io.trainyard.trainer.engine.graph.PositionalEmbedding;
import io.trainyard.trainer.engine.graph.StochasticDepth;
import io.trainyard.trainer.engine.graph.Subsample;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.TensorSpec;
import io.trainyard.trainer.engine.graph.Tokens;
import io.trainyard.trainer.engine.graph.Window;
import java.util.List;

/**
 * How ONNX spells each layer in evaluation, in the operators of version 17. Shapes but for the
 * batch are known, so nothing is computed from a shape at run time except the class token's batch.
 */
final class OnnxLayers {
    private final OnnxGraph graph;

    OnnxLayers(OnnxGraph graph) {
        this.graph = graph;
    }

    /**
     * Adds a node's layer.
     *
     * @param inputs names of its inputs
     * @param shapes of its inputs, without the batch
     * @return the name of its output; an input's where it does nothing
     */
    String add(Node node, List<String> inputs, List<TensorShape> shapes) {
        String x = inputs.getFirst();
        TensorShape shape = shapes.getFirst();
        return switch (node.layer()) {
            case Activation activation -> activation(activation, x);
            case AdaptiveAveragePool pool -> adaptiveAveragePool(pool, x, shape);
            case Add() -> graph.operation("Add", x, inputs.getLast()).output();
            case Attention attention -> attention(attention, x, shape);
            case AttentionProjection() ->
                    matrix(x, key(node, "in_proj_weight"), key(node, "in_proj_bias"));
            case AveragePool pool ->
                    windowed(graph.operation("AveragePool", x), pool.window())
                            .with("pads", pads(pool.window()))
                            .with("count_include_pad", pool.countPadding() ? 1L : 0L)
                            .output();
            case BatchNorm norm ->
                    graph.operation(
                                    "BatchNormalization",
                                    x,
                                    key(node, "weight"),
                                    key(node, "bias"),
                                    key(node, "running_mean"),
                                    key(node, "running_var"))
                            .with("epsilon", norm.epsilon())
                            .output();
            case ClassToken token -> classToken(token, node, x);
            case Concatenate() ->
                    graph.operation("Concat", inputs.toArray(String[]::new))
                            .with("axis", 1L)
                            .output();
            case Convolution convolution -> convolution(convolution, node, x);
            case Dropout _, StochasticDepth _ -> x;
            case FirstToken() ->
                    graph.operation(
                                    "Squeeze",
                                    slice(x, new long[] {0}, new long[] {1}, 1, 1),
                                    graph.constant(1))
                            .output();
            case Flatten() -> graph.operation("Flatten", x).with("axis", 1L).output();
            case Gate() -> graph.operation("Mul", x, inputs.getLast()).output();
            case GlobalAveragePool() ->
                    graph.operation("Flatten", graph.operation("GlobalAveragePool", x).output())
                            .with("axis", 1L)
                            .output();
            case LayerNorm norm ->
                    graph.operation("LayerNormalization", x, key(node, "weight"), key(node, "bias"))
                            .with("axis", -1L)
                            .with("epsilon", norm.epsilon())
                            .output();
            case Linear _ when shape.rank() == 1 ->
                    graph.operation("Gemm", x, key(node, "weight"), key(node, "bias"))
                            .with("transB", 1L)
                            .output();
            case Linear _ -> matrix(x, key(node, "weight"), key(node, "bias"));
            case LocalResponseNorm norm -> localResponseNorm(norm, x);
            case MaxPool pool ->
                    windowed(graph.operation("MaxPool", x), pool.window())
                            .with("pads", pads(pool.window(), shape, node.shape()))
                            .output();
            case PadChannels pad ->
                    graph.operation(
                                    "Pad",
                                    x,
                                    graph.constant(0, pad.before(), 0, 0, 0, pad.behind(), 0, 0))
                            .output();
            case PositionalEmbedding _ ->
                    graph.operation("Add", x, key(node, TensorSpec.MODULE)).output();
            case Subsample subsample ->
                    slice(
                            x,
                            new long[] {0, 0},
                            new long[] {Long.MAX_VALUE, Long.MAX_VALUE},
                            2,
                            subsample.stride());
            case Tokens() ->
                    graph.operation(
                                    "Transpose",
                                    graph.operation(
                                                    "Reshape",
                                                    x,
                                                    graph.constant(0, shape.size(0), -1))
                                            .output()) // (B, D, H W)
                            .with("perm", List.of(0, 2, 1))
                            .output();
        };
    }

    private String activation(Activation activation, String x) {
        return switch (activation) {
            case RELU -> graph.operation("Relu", x).output();
            case RELU6 -> graph.operation("Clip", x, graph.number(0), graph.number(6)).output();
            case SILU -> graph.operation("Mul", x, graph.operation("Sigmoid", x).output()).output();
            case GELU -> gelu(x);
            case HARDSWISH -> graph.operation("HardSwish", x).output();
            case HARDSIGMOID ->
                    graph.operation("HardSigmoid", x)
                            .with("alpha", 1 / 6.0)
                            .with("beta", 0.5)
                            .output();
            case SIGMOID -> graph.operation("Sigmoid", x).output();
        };
    }

    /** x (1 + erf(x / sqrt 2)) / 2; an operator of that name came with version 20. */
    private String gelu(String x) {
        String error =
                graph.operation(
                                "Erf",
                                graph.operation("Div", x, graph.number(Math.sqrt(2))).output())
                        .output();
        String twice =
                graph.operation("Mul", x, graph.operation("Add", error, graph.number(1)).output())
                        .output();
        return graph.operation("Mul", twice, graph.number(0.5)).output();
    }

    /**
     * Each output is a mean over rows and columns, so both are matrices: ONNX has no such operator,
     * and windows of one size cover only sizes that the edge divides.
     */
    private String adaptiveAveragePool(AdaptiveAveragePool pool, String x, TensorShape image) {
        String rows = graph.matrix(means(pool.edge(), image.size(1))); // (edge, H)
        String columns =
                graph.operation("Transpose", graph.matrix(means(pool.edge(), image.size(2))))
                        .with("perm", List.of(1, 0))
                        .output(); // (W, edge)
        return graph.operation("MatMul", graph.operation("MatMul", rows, x).output(), columns)
                .output();
    }

    /** The windows of ATen/native/AdaptiveAveragePooling.cpp: start_index and end_index. */
    private static double[][] means(int outputs, int size) {
        double[][] means = new double[outputs][size];
        for (int output = 0; output < outputs; output++) {
            int start = output * size / outputs;
            int end = Math.ceilDiv((output + 1) * size, outputs);
            for (int input = start; input < end; input++) {
                means[output][input] = 1.0 / (end - start);
            }
        }
        return means;
    }

    private String attention(Attention attention, String x, TensorShape tokens) {
        int features = tokens.size(1) / 3;
        int size = features / attention.heads();
        String parts =
                graph.operation(
                                "Reshape",
                                x,
                                graph.constant(0, tokens.size(0), 3, attention.heads(), size))
                        .output(); // (B, T, 3, heads, D / heads)
        String queries = part(parts, 0, List.of(0, 2, 1, 3)); // (B, heads, T, D / heads)
        String keys = part(parts, 1, List.of(0, 2, 3, 1)); // (B, heads, D / heads, T)
        String values = part(parts, 2, List.of(0, 2, 1, 3)); // (B, heads, T, D / heads)
        String scores =
                graph.operation(
                                "Mul",
                                graph.operation("MatMul", queries, keys).output(),
                                graph.number(1 / Math.sqrt(size)))
                        .output(); // (B, heads, T, T)
        String weights = graph.operation("Softmax", scores).with("axis", -1L).output();
        String mixed =
                graph.operation("Transpose", graph.operation("MatMul", weights, values).output())
                        .with("perm", List.of(0, 2, 1, 3))
                        .output(); // (B, T, heads, D / heads)
        return graph.operation("Reshape", mixed, graph.constant(0, tokens.size(0), features))
                .output(); // (B, T, D)
    }

    private String part(String parts, long place, List<Integer> order) {
        String one =
                graph.operation(
                                "Squeeze",
                                slice(parts, new long[] {place}, new long[] {place + 1}, 2, 1),
                                graph.constant(2))
                        .output();
        return graph.operation("Transpose", one).with("perm", order).output();
    }

    private String classToken(ClassToken token, Node node, String x) {
        String batch = graph.operation("Shape", x).with("start", 0L).with("end", 1L).output();
        String sizes =
                graph.operation("Concat", batch, graph.constant(1, token.features()))
                        .with("axis", 0L)
                        .output();
        return graph.operation("Expand", key(node, TensorSpec.MODULE), sizes).output();
    }

    private String convolution(Convolution convolution, Node node, String x) {
        OnnxGraph.Operation operation =
                convolution.bias()
                        ? graph.operation("Conv", x, key(node, "weight"), key(node, "bias"))
                        : graph.operation("Conv", x, key(node, "weight"));
        return windowed(operation, convolution.window())
                .with("pads", pads(convolution.window()))
                .with("group", (long) convolution.groups())
                .output();
    }

    /** x W^T + b over the innermost dimension of tokens. */
    private String matrix(String x, String weight, String bias) {
        String transposed =
                graph.operation("Transpose", weight).with("perm", List.of(1, 0)).output();
        return graph.operation("Add", graph.operation("MatMul", x, transposed).output(), bias)
                .output();
    }

    private String localResponseNorm(LocalResponseNorm norm, String x) {
        if (norm.size() % 2 == 0) {
            throw new IllegalArgumentException(
                    "ONNX's LRN over %d channels has another middle than torch's"
                            .formatted(norm.size()));
        }
        return graph.operation("LRN", x)
                .with("size", (long) norm.size())
                .with("alpha", norm.alpha())
                .with("beta", norm.beta())
                .with("bias", norm.k())
                .output();
    }

    /** A slice of dimensions one behind the other, from {@code axis}. */
    private String slice(String x, long[] starts, long[] ends, int axis, int step) {
        long[] axes = new long[starts.length];
        long[] steps = new long[starts.length];
        for (int place = 0; place < axes.length; place++) {
            axes[place] = axis + place;
            steps[place] = step;
        }
        return graph.operation(
                        "Slice",
                        x,
                        graph.constant(starts),
                        graph.constant(ends),
                        graph.constant(axes),
                        graph.constant(steps))
                .output();
    }

    private static OnnxGraph.Operation windowed(OnnxGraph.Operation operation, Window window) {
        return operation
                .with("kernel_shape", List.of(window.height(), window.width()))
                .with("strides", List.of(window.stride(), window.stride()));
    }

    private static List<Integer> pads(Window window) {
        return List.of(
                window.paddingHeight(),
                window.paddingWidth(),
                window.paddingHeight(),
                window.paddingWidth());
    }

    /**
     * Padding that makes the last window fit, where torch's ceil_mode lets it stick out: runtimes
     * have disagreed about ONNX's own ceil_mode, and padding is never the maximum.
     */
    private static List<Integer> pads(Window window, TensorShape input, TensorShape output) {
        return List.of(
                window.paddingHeight(),
                window.paddingWidth(),
                end(window, window.height(), window.paddingHeight(), input.size(1), output.size(1)),
                end(window, window.width(), window.paddingWidth(), input.size(2), output.size(2)));
    }

    private static int end(Window window, int kernel, int padding, int input, int output) {
        int sticksOut = (output - 1) * window.stride() + kernel - input - padding;
        return window.ceil() ? Math.max(0, sticksOut) : padding;
    }

    private static String key(Node node, String name) {
        return TensorSpec.key(node.name(), name);
    }
}

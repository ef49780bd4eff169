package io.trainyard.trainer.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.trainyard.trainer.engine.ElementType;
import io.trainyard.trainer.engine.TensorBytes;
import java.util.Arrays;
import java.util.List;

/** An ONNX graph while nodes are added to it; values are named by whoever makes them. */
final class OnnxGraph {
    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private int values;

    /**
     * One operator of ONNX while its attributes are set.
     *
     * @param operator its name in ONNX's default domain
     */
    Operation operation(String operator, String... inputs) {
        return new Operation(operator, List.of(inputs));
    }

    /** An operator that waits for its attributes. */
    final class Operation {
        private final NodeProto.Builder node;

        private Operation(String operator, List<String> inputs) {
            node = NodeProto.newBuilder().setOpType(operator).addAllInput(inputs);
        }

        Operation with(String attribute, long value) {
            node.addAttribute(
                    AttributeProto.newBuilder()
                            .setName(attribute)
                            .setType(AttributeProto.AttributeType.INT)
                            .setI(value));
            return this;
        }

        Operation with(String attribute, double value) {
            node.addAttribute(
                    AttributeProto.newBuilder()
                            .setName(attribute)
                            .setType(AttributeProto.AttributeType.FLOAT)
                            .setF((float) value));
            return this;
        }

        Operation with(String attribute, List<Integer> values) {
            AttributeProto.Builder builder =
                    AttributeProto.newBuilder()
                            .setName(attribute)
                            .setType(AttributeProto.AttributeType.INTS);
            values.forEach(value -> builder.addInts(value));
            node.addAttribute(builder);
            return this;
        }

        /** Adds it to the graph; returns the name of its output. */
        String output() {
            return output("value%d".formatted(values++));
        }

        /** Adds it to the graph, with an output of that name. */
        String output(String name) {
            graph.addNode(node.setName(name + "/" + node.getOpType()).addOutput(name));
            return name;
        }
    }

    /** A constant list of whole numbers. */
    String constant(long... numbers) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder()
                        .setDataType(TensorProto.DataType.INT64_VALUE)
                        .addDims(numbers.length);
        Arrays.stream(numbers).forEach(tensor::addInt64Data);
        return constant(tensor);
    }

    /** A constant number, float32. */
    String number(double value) {
        return constant(
                TensorProto.newBuilder()
                        .setDataType(TensorProto.DataType.FLOAT_VALUE)
                        .addFloatData((float) value));
    }

    /** A constant matrix, float32. */
    String matrix(double[][] rows) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder()
                        .setDataType(TensorProto.DataType.FLOAT_VALUE)
                        .addDims(rows.length)
                        .addDims(rows[0].length);
        Arrays.stream(rows)
                .flatMapToDouble(Arrays::stream)
                .forEach(value -> tensor.addFloatData((float) value));
        return constant(tensor);
    }

    private String constant(TensorProto.Builder tensor) {
        String name = "constant%d".formatted(values++);
        graph.addInitializer(tensor.setName(name));
        return name;
    }

    /** A weight under its state_dict key; its bytes are not copied. */
    void weight(TensorBytes tensor) {
        if (tensor.type() != ElementType.FLOAT32) {
            throw new IllegalArgumentException(
                    "'%s' is %s".formatted(tensor.name(), tensor.type()));
        }
        ByteString data = UnsafeByteOperations.unsafeWrap(tensor.bytes().asByteBuffer());
        TensorProto.Builder builder =
                TensorProto.newBuilder()
                        .setName(tensor.name())
                        .setDataType(TensorProto.DataType.FLOAT_VALUE)
                        .setRawData(data);
        tensor.shape().sizes().forEach(builder::addDims);
        graph.addInitializer(builder);
    }

    /** Declares the input, float32: a batch of any size of that shape. */
    void input(String name, List<Integer> sizes) {
        graph.addInput(batch(name, sizes));
    }

    /** Declares the output. */
    void output(String name, List<Integer> sizes) {
        graph.addOutput(batch(name, sizes));
    }

    private static ValueInfoProto batch(String name, List<Integer> sizes) {
        TensorShapeProto.Builder shape =
                TensorShapeProto.newBuilder()
                        .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"));
        sizes.forEach(
                size -> shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size)));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(
                        TypeProto.newBuilder()
                                .setTensorType(
                                        TypeProto.Tensor.newBuilder()
                                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                                .setShape(shape)))
                .build();
    }

    GraphProto build(String name) {
        return graph.setName(name).build();
    }
}

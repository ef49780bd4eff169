package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * One kind of layer with its settings. Shapes leave out the batch; the channels of the input are
 * taken from the input.
 *
 * <p>A new layer is one record in this package: everything that is derived from a network asks the
 * layer itself; only how ONNX spells it stands in {@code export.OnnxLayers}, which does not compile
 * without it.
 */
public sealed interface Layer
        permits Activation,
                AdaptiveAveragePool,
                Add,
                Attention,
                AttentionProjection,
                AveragePool,
                BatchNorm,
                ClassToken,
                Concatenate,
                Convolution,
                Dropout,
                FirstToken,
                Flatten,
                Gate,
                GlobalAveragePool,
                LayerNorm,
                Linear,
                LocalResponseNorm,
                MaxPool,
                PadChannels,
                PositionalEmbedding,
                StochasticDepth,
                Subsample,
                Tokens {
    /** What {@code inspect} calls it, such as {@code convolution}. */
    String kind();

    /**
     * The shape of the output.
     *
     * @throws InvalidNetworkException where the layer cannot take these inputs, with the reason
     */
    TensorShape output(List<TensorShape> inputs);

    /**
     * The tensors it owns, under their names inside the layer ({@code weight}), in state_dict
     * order.
     */
    default List<TensorSpec> tensors(List<TensorShape> inputs) {
        return List.of();
    }

    /**
     * Multiplications with addition for one sample; 0 where torch's usual counts leave the layer
     * out.
     */
    default long multiplyAdds(List<TensorShape> inputs) {
        return 0;
    }

    /** What of the network's input one position of the output depends on. */
    default ReceptiveField receptiveField(List<ReceptiveField> inputs) {
        return ReceptiveField.widest(inputs);
    }

    /**
     * Whether the output may be a view of the input's memory, or of a weight's, so that changing
     * one changes the other.
     */
    default boolean sharesInput() {
        return false;
    }

    /** The TorchScript expression of the output, given the names of the inputs. */
    String script(LayerScript scope, List<String> inputs);
}

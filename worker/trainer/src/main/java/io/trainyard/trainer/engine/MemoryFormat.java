package io.trainyard.trainer.engine;

import io.trainyard.trainer.engine.graph.Convolution;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.Node;
import java.util.List;

/**
 * The order in memory of the images between layers; results differ in rounding alone.
 *
 * <p>Libtorch's convolutions compute on blocks of channels. An image that lies channel by channel
 * is put into blocks in front of each one and back behind it, one that lies pixel by pixel is not.
 * The dearer the convolution itself, the less that matters, and the channel-wise kernels then win:
 * so the multiplications behind each value that is computed decide. docs/adr/0019 has the
 * measurements.
 */
enum MemoryFormat {
    /** Channel by channel: (B, C, H, W), torch.contiguous_format. */
    CONTIGUOUS,
    /** Pixel by pixel: (B, H, W, C), torch.channels_last. */
    CHANNELS_LAST;

    /** Multiplications a value, on average over all convolutions. */
    private static final long DEAR = 512;

    /** The faster one for a network. */
    static MemoryFormat of(Network network) {
        List<Node> convolutions =
                network.nodes().stream()
                        .filter(node -> node.layer() instanceof Convolution)
                        .toList();
        long values = convolutions.stream().mapToLong(node -> node.shape().elements()).sum();
        long multiplications = convolutions.stream().mapToLong(Node::multiplyAdds).sum();
        return multiplications < DEAR * values ? CHANNELS_LAST : CONTIGUOUS;
    }

    /** Statements that bring an image (B, C, H, W) into this order. */
    List<String> arrange(String image) {
        return switch (this) {
            case CONTIGUOUS -> List.of();
            case CHANNELS_LAST ->
                    List.of("%1$s = torch.contiguous(%1$s, memory_format=2)".formatted(image));
        };
    }

    /**
     * A gradient in the order of its parameter, which is always contiguous: libtorch's fused
     * optimizers pair both by their place in memory.
     */
    String gradient(String expression) {
        return switch (this) {
            case CONTIGUOUS -> expression;
            case CHANNELS_LAST -> "torch.contiguous(%s)".formatted(expression);
        };
    }
}

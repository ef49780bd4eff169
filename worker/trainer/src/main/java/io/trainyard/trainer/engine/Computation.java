package io.trainyard.trainer.engine;

import io.trainyard.trainer.engine.graph.Attention;
import io.trainyard.trainer.engine.graph.AttentionProjection;
import io.trainyard.trainer.engine.graph.Convolution;
import io.trainyard.trainer.engine.graph.Layer;
import io.trainyard.trainer.engine.graph.LayerNorm;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.LocalResponseNorm;

/**
 * The number format of a training step; weights, gradients and the optimizer keep their own. Layers
 * choose as under torch.autocast on CPU: convolutions, linear layers and attention compute in the
 * low format; what torch lists as float32 does so; all others, batch norm among them, take what
 * they are given, beside weights and statistics in the format of the weights. Logits and losses are
 * in that format too.
 */
public enum Computation {
    /** Everything in the format of the weights. */
    FULL(0),
    /** bfloat16: the range of float32, 8 bits of precision. */
    BF16(15),
    /** float16: 11 bits of precision, and a range that needs a scaled loss. */
    FP16(5);

    private final int scriptCode;

    Computation(int scriptCode) {
        this.scriptCode = scriptCode;
    }

    /** A layer's input or weight, cast where the layer's format asks for it. */
    String cast(Layer layer, String expression, ElementType weights) {
        if (this == FULL) {
            return expression;
        }
        return switch (layer) {
            case Convolution _, Linear _, AttentionProjection _, Attention _ ->
                    "torch.to(%s, %d)".formatted(expression, scriptCode);
            // LocalResponseNorm averages by avg_pool3d, which is on torch's list; layer_norm is on
            // that of GPUs.
            case LocalResponseNorm _, LayerNorm _ -> full(expression, weights);
            default -> expression;
        };
    }

    /** An expression in the format of the weights. */
    String full(String expression, ElementType weights) {
        return this == FULL
                ? expression
                : "torch.to(%s, %d)".formatted(expression, weights.scriptCode());
    }
}

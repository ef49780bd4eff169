package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * Scaled dot-product attention of several heads (Vaswani et al. 2017, section 3.2), from queries,
 * keys and values one behind the other: {@code (T, 3 D) -> (T, D)}.
 *
 * @param heads parts of the features that attend on their own
 */
public record Attention(int heads) implements Layer {
    @Override
    public String kind() {
        return "attention";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return TensorShape.of(inputs.getFirst().size(0), inputs.getFirst().size(1) / 3);
    }

    /** Every query with every key, and every weight with every value. */
    @Override
    public long multiplyAdds(List<TensorShape> inputs) {
        return 2L * inputs.getFirst().size(0) * output(inputs).elements();
    }

    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> inputs) {
        return ReceptiveField.WHOLE;
    }

    @Override
    public boolean sharesInput() {
        return true;
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.flatten(torch.transpose(torch.scaled_dot_product_attention(%s, %s, %s), 1, 2), 2)"
                .formatted(part(inputs, 0), part(inputs, 1), part(inputs, 2)); // (B, T, D)
    }

    /** Queries (0), keys (1) or values (2), {@code (B, heads, T, D / heads)}. */
    private String part(List<String> inputs, int part) {
        return "torch.transpose(torch.select(torch.unflatten(%s, 2, [3, %d, -1]), 2, %d), 1, 2)"
                .formatted(inputs.getFirst(), heads, part);
    }
}

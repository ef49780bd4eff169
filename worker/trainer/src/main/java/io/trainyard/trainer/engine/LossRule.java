package io.trainyard.trainer.engine;

/**
 * How a loss is spelled in TorchScript, over {@code logits} (B, classes) and {@code labels} (B),
 * int64.
 *
 * @param mean expression of the mean over the batch, which training minimises
 * @param sum expression of the sum over the batch, which evaluation adds up
 */
public record LossRule(String mean, String sum) {
    /**
     * A loss beside which evaluation reports plain cross-entropy, without weights and smoothing, so
     * that runs with different losses can be compared.
     */
    public static LossRule minimising(String mean) {
        return new LossRule(mean, "torch.cross_entropy_loss(logits, labels, None, 2, -100, 0.)");
    }
}

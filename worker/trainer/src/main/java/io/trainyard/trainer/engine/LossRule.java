package io.trainyard.trainer.engine;

/**
 * How a loss is spelled in TorchScript, over {@code logits} (B, classes) and {@code labels} (B),
 * int64.
 *
 * @param mean expression of the mean over the batch, which training minimises
 * @param sum expression of the sum over the batch, which evaluation adds up
 */
public record LossRule(String mean, String sum) {}

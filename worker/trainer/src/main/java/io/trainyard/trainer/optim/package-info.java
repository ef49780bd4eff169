/**
 * How weights are updated: one file an optimizer, listed in {@link Optimizers}.
 *
 * <p>An optimizer is the TorchScript that calls libtorch's fused kernel, and the names of the state
 * it keeps beside each parameter; both are torch.optim's, so the numbers are too. The learning rate
 * is passed in at every step.
 */
@NullMarked
package io.trainyard.trainer.optim;

import org.jspecify.annotations.NullMarked;

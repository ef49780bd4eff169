/**
 * How weights are updated: one file an optimizer, listed in {@link Optimizers}.
 *
 * <p>An optimizer is the TorchScript of one group's update, libtorch's fused kernel where there is
 * one, and the names of the state it keeps beside each parameter; both are torch.optim's, so the
 * numbers are too. {@link ParameterGroups} says which parameters go together; the learning rates
 * are passed in at every step.
 */
@NullMarked
package io.trainyard.trainer.optim;

import org.jspecify.annotations.NullMarked;

/**
 * What training minimises: one file a loss, listed in {@link Losses}.
 *
 * <p>A loss is a pair of TorchScript expressions over logits and labels, the mean that is minimised
 * and the sum that evaluation adds up; the engine puts them into the program.
 */
@NullMarked
package io.trainyard.trainer.loss;

import org.jspecify.annotations.NullMarked;

/**
 * What training minimises: one file a loss, listed in {@link Losses}.
 *
 * <p>A loss is a TorchScript expression over logits and labels, the mean that is minimised; the
 * engine puts it into the program. Evaluation reports plain cross-entropy whatever is minimised.
 */
@NullMarked
package io.trainyard.trainer.loss;

import org.jspecify.annotations.NullMarked;

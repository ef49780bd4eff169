/**
 * What a network is made of, for people and programs.
 *
 * <p>{@link Inspection} is derived from the layer graph alone: no weights, no libtorch.
 */
@NullMarked
package io.trainyard.trainer.inspect;

import org.jspecify.annotations.NullMarked;

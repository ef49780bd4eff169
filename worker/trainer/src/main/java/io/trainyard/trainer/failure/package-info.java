/**
 * How a run fails: with a kind that decides about another attempt, and a sentence for its user.
 *
 * <p>Whoever finds that a run cannot go on throws {@link RunFailedException}; the pipe turns it
 * into the run's last event.
 */
@NullMarked
package io.trainyard.trainer.failure;

import org.jspecify.annotations.NullMarked;

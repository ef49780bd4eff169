/**
 * Which way of transfer learning suits a dataset.
 *
 * <p>{@link Appearance} measures what images look like, {@link Advice} places the dataset in one of
 * four quadrants, small or large and similar to ImageNet or different, and says why.
 */
@NullMarked
package io.trainyard.trainer.advise;

import org.jspecify.annotations.NullMarked;

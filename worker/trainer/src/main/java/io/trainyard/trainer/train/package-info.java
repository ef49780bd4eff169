/**
 * One attempt at a run, from its spec to its terminal event.
 *
 * <p>{@link Attempt} validates the spec, opens the data, builds the network and hands over to
 * {@link TrainingLoop}, which reads top to bottom: batches come from a {@link BatchFeeder}, each
 * step is one native call, each epoch ends with a measurement and a checkpoint. What depends on
 * chance is derived from the run's seed, so a resumed attempt continues as if nothing had happened.
 */
@NullMarked
package io.trainyard.trainer.train;

import org.jspecify.annotations.NullMarked;

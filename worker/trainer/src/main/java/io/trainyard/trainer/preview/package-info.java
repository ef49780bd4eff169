/**
 * What a spec will do, shown without doing it.
 *
 * <p>{@link ScheduleCommand} prints the learning rates of a run from the very objects that the
 * training loop asks; it opens no dataset and loads no libtorch.
 */
@NullMarked
package io.trainyard.trainer.preview;

import org.jspecify.annotations.NullMarked;

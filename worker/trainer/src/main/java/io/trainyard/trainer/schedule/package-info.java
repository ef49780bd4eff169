/**
 * How the learning rate moves: one file a schedule, listed in {@link Schedules}.
 *
 * <p>A schedule is a pure function to a rate, from progress and, where it watches one, the epoch
 * metric so far; equal to torch.optim.lr_scheduler's. It counts epochs or steps, from the end of a
 * warm-up ({@link LearningRate} puts the two together); a resumed run asks for the step it is at.
 */
@NullMarked
package io.trainyard.trainer.schedule;

import org.jspecify.annotations.NullMarked;

/**
 * How the learning rate moves: one file a schedule, listed in {@link Schedules}.
 *
 * <p>A schedule is a pure function from progress to a rate, in closed form, equal to
 * torch.optim.lr_scheduler's. It advances by the epoch or by the step; a resumed run asks for the
 * step it is at and needs no state.
 */
@NullMarked
package io.trainyard.trainer.schedule;

import org.jspecify.annotations.NullMarked;

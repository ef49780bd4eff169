package io.trainyard.trainer.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.trainer.component.Component;
import java.util.List;
import java.util.Optional;

/**
 * A factory of learning rate curves. What schedules share, the interval that is counted and the
 * warm-up in front, is {@link Timing}'s; a schedule counts from the end of the warm-up.
 */
public interface Schedule extends Component {
    /**
     * The curve of one parameter group.
     *
     * @param parameters as its schema says
     * @param learningRate the group's own, which torch calls its initial_lr
     * @param length intervals of the run after the warm-up; not positive where the warm-up is all
     *     there is
     * @throws IllegalArgumentException with a sentence where they do not go together
     */
    Curve curve(ObjectNode parameters, double learningRate, long length);

    /**
     * The curve of the momentum, the same for every group; empty where it stays the optimizer's.
     *
     * @param length as that of {@link #curve}
     */
    default Optional<Curve> momentum(ObjectNode parameters, long length) {
        return Optional.empty();
    }

    /**
     * How long a run is.
     *
     * @param epochs passes over the data
     * @param steps updates in all
     */
    record Horizon(int epochs, long steps) {
        /** That of a run whose epochs are alike. */
        public static Horizon of(int epochs, int stepsPerEpoch) {
            return new Horizon(epochs, (long) epochs * stepsPerEpoch);
        }
    }

    /** The rate of each interval. */
    @FunctionalInterface
    interface Curve {
        /**
         * The rate of one interval.
         *
         * @param position intervals before it since the warm-up, from 0
         * @param observed what the watched metric was after each epoch since the warm-up, one a
         *     position; empty where the schedule watches none
         */
        double rate(long position, List<Double> observed);
    }
}

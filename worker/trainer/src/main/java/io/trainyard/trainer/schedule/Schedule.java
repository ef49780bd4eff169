package io.trainyard.trainer.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.trainer.component.Component;

/** A factory of learning rate curves. */
public interface Schedule extends Component {
    /**
     * The curve of a run.
     *
     * @param parameters as its schema says
     * @param learningRate the optimizer's
     */
    Curve curve(ObjectNode parameters, double learningRate, Horizon horizon);

    /**
     * How long a run is.
     *
     * @param epochs passes over the data
     * @param stepsPerEpoch updates a pass
     */
    record Horizon(int epochs, int stepsPerEpoch) {
        /** Updates in all. */
        long steps() {
            return (long) epochs * stepsPerEpoch;
        }
    }

    /** The rate of each update. */
    @FunctionalInterface
    interface Curve {
        /**
         * The rate of one update.
         *
         * @param epoch epochs completed before it, from 0
         * @param step updates before it over the whole run, from 0
         */
        double rate(int epoch, long step);
    }
}

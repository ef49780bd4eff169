package io.trainyard.orchestrator.queue.decide;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long and how often a run is tried again.
 *
 * @param shortest the shortest pause after a counted failure
 * @param longest the longest
 * @param afterRelease the pause after a worker gave the run back
 * @param lostWorkers times a lost worker is made up for
 */
public record RetryPolicy(
        Duration shortest, Duration longest, Duration afterRelease, int lostWorkers) {
    private static final int LARGEST_SHIFT = 20;

    /**
     * A pause drawn evenly between the shortest and a bound that doubles with each failure up to
     * the longest, so that runs which failed together do not come back together.
     *
     * @param failures counted failures, this one included
     */
    Duration pause(int failures, RandomGenerator random) {
        long least = shortest.toMillis();
        long most =
                Math.clamp(least << Math.min(failures, LARGEST_SHIFT), least, longest.toMillis());
        return Duration.ofMillis(random.nextLong(least, most + 1));
    }
}

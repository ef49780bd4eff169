package io.trainyard.contract.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pool: what it has, what is asked of it, and what its operator allows.
 *
 * @param slots of live workers, and {@code free} those that nothing occupies
 * @param running runs that hold a slot or are promised one
 * @param waiting runs that wait, paused ones included
 * @param maxRunning the most that may run, or null for as many as there are slots
 * @param maxWaiting the most that may wait, or null for no bound
 * @param preemption whether more urgent runs make others give their slots back
 * @param minimumRun how long an attempt is left alone once it has begun
 */
public record PoolView(
        String pool,
        int slots,
        int free,
        int running,
        int waiting,
        @Nullable Integer maxRunning,
        @Nullable Integer maxWaiting,
        boolean preemption,
        Duration minimumRun,
        List<ProjectView> projects) {
    public PoolView {
        projects = List.copyOf(projects);
    }

    /**
     * A project in a pool.
     *
     * @param weight its part of the slots, beside the weights of the others
     */
    public record ProjectView(
            String project,
            int running,
            int waiting,
            double weight,
            @Nullable Integer maxRunning,
            @Nullable Integer maxWaiting) {}
}

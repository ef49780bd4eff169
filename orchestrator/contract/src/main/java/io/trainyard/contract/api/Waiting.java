package io.trainyard.contract.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a run does not run yet, and when it may.
 *
 * @param explanation a sentence: what it waits for, and what would help
 * @param position its place among the runs of its pool that could start, 1 for the next; null where
 *     it is not in that line
 * @param start when it may start, or null where {@code noEstimate} says why nobody knows
 */
public record Waiting(
        Reason reason,
        String explanation,
        @Nullable Integer position,
        @Nullable Estimate start,
        @Nullable String noEstimate) {
    /** What it waits for. */
    public enum Reason {
        /** No live worker is in its pool. */
        NO_WORKER,
        /** It is among the next; every slot is taken. */
        NO_FREE_SLOT,
        /** More urgent runs come first. */
        PRIORITY,
        /** Its project has had its part, and others come first. */
        FAIR_SHARE,
        /** Its project or its pool may not have more running. */
        QUOTA,
        /** A run that it follows has not ended. */
        DEPENDENCY,
        /** Its earliest start has not come. */
        NOT_BEFORE,
        /** It is paused. */
        PAUSED,
        /** It pauses after an attempt. */
        RETRY_PAUSE,
        /** A worker is about to take it. */
        PUBLISHED
    }

    /**
     * When a run may start.
     *
     * @param latest null where a run that takes longer than most may delay it further
     * @param basis what the estimate rests on, such as {@code 12 runs of resnet18}
     */
    public record Estimate(Instant earliest, @Nullable Instant latest, String basis) {}
}

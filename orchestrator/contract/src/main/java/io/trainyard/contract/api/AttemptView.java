package io.trainyard.contract.api;

import io.trainyard.contract.message.FailureKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a run.
 *
 * @param resumedFrom the step it continued after; what its predecessor measured later does not
 *     count
 */
public record AttemptView(
        int attempt,
        AttemptState state,
        String worker,
        long resumedFrom,
        Instant claimedAt,
        @Nullable Instant endedAt,
        @Nullable FailureKind failureKind,
        @Nullable String failureMessage) {}

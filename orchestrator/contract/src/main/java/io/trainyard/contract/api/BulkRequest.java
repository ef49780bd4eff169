package io.trainyard.contract.api;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The same for many runs: those named, or those with a tag.
 *
 * @param runs ids, or null where a tag is given
 * @param tag finds the runs that the action could concern, or null where ids are given
 */
public record BulkRequest(
        @Nullable Action action, @Nullable List<UUID> runs, @Nullable String tag) {
    /** What is done with each. */
    public enum Action {
        CANCEL,
        PAUSE,
        RESUME,
        RETRY
    }
}

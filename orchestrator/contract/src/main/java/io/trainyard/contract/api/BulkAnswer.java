package io.trainyard.contract.api;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of each run of a {@link BulkRequest}, in its order. */
public record BulkAnswer(List<Item> items) {
    public BulkAnswer {
        items = List.copyOf(items);
    }

    /**
     * One run.
     *
     * @param state its state afterwards, or null where there is no such run
     * @param fresh the run that a retry made
     * @param refused why nothing was done, or null where it was
     */
    public record Item(
            UUID run, @Nullable RunState state, @Nullable UUID fresh, @Nullable String refused) {}
}

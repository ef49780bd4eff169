package io.trainyard.orchestrator.api;

import io.trainyard.orchestrator.refusal.Refusal;
import jakarta.ws.rs.QueryParam;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What to search for; the names are those of the query. */
public class SearchParameters {
    @QueryParam("filter")
    @Nullable String filter;

    @QueryParam("sort")
    @Nullable String sort;

    @QueryParam("cursor")
    @Nullable String cursor;

    boolean isGiven() {
        return Stream.of(filter, sort, cursor).anyMatch(java.util.Objects::nonNull);
    }

    String filter() {
        return filter == null ? "" : filter;
    }

    String sort() {
        return sort == null ? "" : sort;
    }

    /** Two ways to say which runs would leave open which of them holds. */
    void refuseBeside(boolean others) {
        if (others) {
            throw Refusal.PARAMETER_INVALID.because(
                    "state, id and before do not go with filter, sort and cursor; write them in the filter: state = failed, id like '3f2a%%'.");
        }
    }
}

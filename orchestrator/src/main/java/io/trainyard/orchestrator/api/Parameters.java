package io.trainyard.orchestrator.api;

import io.trainyard.contract.api.RunState;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.view.HistoryViews.Range;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads query parameters; each method throws PARAMETER_INVALID with what is allowed. */
final class Parameters {
    private Parameters() {}

    static long number(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Answered below, as a number out of bounds is.
        }
        throw Refusal.PARAMETER_INVALID.because(
                "%s '%s' is not a whole number from %d to %d.", name, text, least, most);
    }

    /** The steps from one parameter to another, or to the end where that is missing. */
    static Range range(String from, @Nullable String to) {
        long first = number("from", from, 0, Long.MAX_VALUE);
        return new Range(
                first, to == null ? Long.MAX_VALUE : number("to", to, first, Long.MAX_VALUE));
    }

    static RunState state(String text) {
        try {
            return RunState.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw unknownState(text);
        }
    }

    private static RefusedException unknownState(String text) {
        return Refusal.PARAMETER_INVALID.because(
                "state '%s' is unknown; known: %s.", text, Arrays.toString(RunState.values()));
    }
}

package io.trainyard.client.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many runs there may be. */
final class BoundOptions {
    private static final String NONE = "none";

    @Option(
            names = "--max-running",
            paramLabel = "N",
            description = "Runs that may have a slot at a time, or none for no bound.")
    private @Nullable String running;

    @Option(
            names = "--max-waiting",
            paramLabel = "N",
            description = "Runs that may wait; a submission beyond is refused. none: no bound.")
    private @Nullable String waiting;

    @Nullable Integer running() {
        return bound("--max-running", running);
    }

    @Nullable Integer waiting() {
        return bound("--max-waiting", waiting);
    }

    /** As the server takes it: null leaves it as it is, -1 takes it away. */
    private static @Nullable Integer bound(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (text.equals(NONE)) {
            return -1;
        }
        try {
            int bound = Integer.parseInt(text);
            if (bound >= 0) {
                return bound;
            }
        } catch (NumberFormatException _) {
            // Answered below, as a negative number is.
        }
        throw new CommandFailure(
                "%s '%s' must be a whole number from 0, or none".formatted(option, text));
    }
}

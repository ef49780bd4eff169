package io.trainyard.client.cli;

import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.api.Waiting;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** A run as a row of a table. */
final class RunLine {
    static final List<String> HEADINGS =
            List.of("RUN", "STATE", "KIND", "ARCHITECTURE", "EPOCH", "ACCURACY", "NAME");

    private static final int SHORT_ID = 8;

    private RunLine() {}

    static List<String> of(RunView run) {
        return List.of(
                shortId(run.id()),
                state(run),
                run.kind(),
                run.architecture(),
                "%d/%d".formatted(run.epoch(), run.epochs()),
                accuracy(run.values()),
                run.name());
    }

    private static String state(RunView run) {
        Waiting waiting = run.waiting();
        return waiting == null
                ? word(run.state())
                : "%s (%s)".formatted(word(run.state()), WaitingText.brief(waiting));
    }

    /** As much of an id as people copy. */
    static String shortId(UUID id) {
        return id.toString().substring(0, SHORT_ID);
    }

    /** A state in small letters. */
    static String word(RunState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String accuracy(Map<String, Double> values) {
        for (String name : List.of("test.accuracy", "validation.accuracy", "train.accuracy")) {
            Double value = values.get(name);
            if (value != null) {
                return String.format(Locale.ROOT, "%.4f", value);
            }
        }
        return "-";
    }
}

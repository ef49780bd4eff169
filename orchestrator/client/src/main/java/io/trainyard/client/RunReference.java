package io.trainyard.client;

import io.trainyard.contract.api.ProblemDetail;
import io.trainyard.contract.api.RunView;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A run as a person names it: its id, or as much of the id's beginning as is unique. */
record RunReference(String text) {
    private static final Pattern FULL =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern PREFIX = Pattern.compile("[0-9a-f][0-9a-f-]*");

    RunReference {
        text = text.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The id meant.
     *
     * @param candidates the first two runs at least whose ids begin so
     * @throws ServerProblemException {@code not-found} or {@code ambiguous}
     */
    UUID resolve(Function<String, List<RunView>> candidates) {
        if (FULL.matcher(text).matches()) {
            return UUID.fromString(text);
        }
        List<RunView> found =
                PREFIX.matcher(text).matches() ? candidates.apply(text) : List.<RunView>of();
        return switch (found.size()) {
            case 0 -> throw refused("not-found", 404, "there is no run '%s'".formatted(text));
            case 1 -> found.getFirst().id();
            default ->
                    throw refused(
                            "ambiguous",
                            409,
                            "'%s' begins more than one run's id; give more of it".formatted(text));
        };
    }

    private static ServerProblemException refused(String code, int status, String detail) {
        return new ServerProblemException(ProblemDetail.of(code, "No such run", status, detail));
    }
}

package io.trainyard.orchestrator.api;

import io.vertx.core.http.HttpMethod;
import java.util.regex.Pattern;

/**
 * Which addresses are the dashboard's, by their plain characters alone: whatever is encoded or has
 * parameters in its path is left to the interface, where the token is asked for.
 */
final class DashboardPaths {
    private static final String SEGMENTS = "(?!/(?:api|q)(?:/|$))(?:/[A-Za-z0-9_~-]+)+/?";
    private static final Pattern PAGE = Pattern.compile("/|/index\\.html|" + SEGMENTS);
    private static final Pattern FILE =
            Pattern.compile("/assets(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");

    private DashboardPaths() {}

    enum Kind {
        /** Answered with the one page. */
        PAGE,
        /** A file that the page loads, its content's hash in its name. */
        FILE,
        OTHER
    }

    /**
     * @param path normalised
     */
    static Kind kind(HttpMethod method, String path) {
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            return Kind.OTHER;
        }
        if (FILE.matcher(path).matches()) {
            return Kind.FILE;
        }
        return PAGE.matcher(path).matches() ? Kind.PAGE : Kind.OTHER;
    }
}

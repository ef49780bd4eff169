package io.trainyard.client;

import com.fasterxml.jackson.core.type.TypeReference;
import io.trainyard.contract.api.RunPage;
import io.trainyard.contract.api.RunView;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls that search runs. */
final class RunSearchCalls {
    private static final TypeReference<RunPage> PAGE = new TypeReference<>() {};
    private static final int LONGEST_PAGE = 1_000;

    private final HttpCalls calls;

    RunSearchCalls(HttpCalls calls) {
        this.calls = calls;
    }

    List<RunView> first(String filter, String sort, int limit) {
        List<RunView> found = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            RunPage page =
                    calls.read(
                            "/api/runs?limit=%d&filter=%s&sort=%s%s"
                                    .formatted(
                                            Math.min(LONGEST_PAGE, limit - found.size()),
                                            encoded(filter),
                                            encoded(sort),
                                            cursor == null ? "" : "&cursor=" + cursor),
                            PAGE);
            found.addAll(page.runs());
            cursor = page.next();
        } while (cursor != null && found.size() < limit);
        return found;
    }

    InputStream table(String filter, String sort, String columns) {
        return calls.open(
                calls.request(
                                "/api/runs.csv?filter=%s&sort=%s&columns=%s"
                                        .formatted(
                                                encoded(filter), encoded(sort), encoded(columns)))
                        .build());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

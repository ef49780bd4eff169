package io.trainyard.contract.api;

import io.trainyard.contract.spec.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error answer, {@code application/problem+json} (RFC 9457).
 *
 * @param type a URN such as {@code urn:trainyard:problem:fenced}
 * @param detail a sentence for the user
 * @param problems everything wrong with a spec, else empty
 */
public record ProblemDetail(
        String type, String title, int status, @Nullable String detail, List<Problem> problems) {
    public static final String MEDIA_TYPE = "application/problem+json";
    public static final String PREFIX = "urn:trainyard:problem:";

    public ProblemDetail {
        problems = problems == null ? List.of() : List.copyOf(problems);
    }

    /** A problem of that code, such as {@code fenced}. */
    public static ProblemDetail of(String code, String title, int status, String detail) {
        return new ProblemDetail(PREFIX + code, title, status, detail, List.of());
    }
}

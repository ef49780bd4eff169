package io.trainyard.client;

import io.trainyard.contract.api.ProblemDetail;
import java.util.Optional;

/** The server refused, and says why; the same call again would be refused again. */
public final class ServerProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // Never sent anywhere as a Java object.
    private final ProblemDetail problem;

    public ServerProblemException(ProblemDetail problem) {
        super(Optional.ofNullable(problem.detail()).orElse(problem.title()));
        this.problem = problem;
    }

    /** Everything the server said. */
    public ProblemDetail problem() {
        return problem;
    }

    /** The problem's name, such as {@code fenced}. */
    public String code() {
        String type = problem.type();
        return type.startsWith(ProblemDetail.PREFIX)
                ? type.substring(ProblemDetail.PREFIX.length())
                : type;
    }
}

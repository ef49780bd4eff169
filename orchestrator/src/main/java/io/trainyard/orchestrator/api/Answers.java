package io.trainyard.orchestrator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.ProblemDetail;
import io.vertx.core.http.HttpServerResponse;

/** Answers of the filters, before any resource is asked. */
final class Answers {
    private Answers() {}

    static void end(HttpServerResponse response, ProblemDetail problem) {
        try {
            var _ =
                    response.setStatusCode(problem.status())
                            .putHeader("Content-Type", ProblemDetail.MEDIA_TYPE)
                            .end(Wire.json().writeValueAsString(problem));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem is always writable", impossible);
        }
    }
}

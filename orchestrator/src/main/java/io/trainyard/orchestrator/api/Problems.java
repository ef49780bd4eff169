package io.trainyard.orchestrator.api;

import com.fasterxml.jackson.core.JacksonException;
import io.trainyard.contract.api.ProblemDetail;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.store.StoreException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every exception into an {@code application/problem+json} answer. */
final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    @ServerExceptionMapper
    Response refused(RefusedException refused) {
        return answer(
                ProblemDetail.of(
                        refused.reason().code(),
                        refused.reason().title(),
                        refused.reason().status(),
                        String.valueOf(refused.getMessage())));
    }

    @ServerExceptionMapper
    Response invalid(SpecException invalid) {
        int count = invalid.problems().size();
        return answer(
                new ProblemDetail(
                        ProblemDetail.PREFIX + "spec-invalid",
                        "The spec is invalid",
                        Response.Status.BAD_REQUEST.getStatusCode(),
                        count == 1
                                ? "The spec has 1 problem."
                                : "The spec has %d problems.".formatted(count),
                        invalid.problems()));
    }

    /** A body that is not what the request should carry. */
    @ServerExceptionMapper
    Response malformed(JacksonException malformed) {
        return answer(
                ProblemDetail.of(
                        "body-invalid",
                        "The body is invalid",
                        Response.Status.BAD_REQUEST.getStatusCode(),
                        malformed.getOriginalMessage()));
    }

    /** What JAX-RS finds by itself: 404, 405, 406, 415 and the like. */
    @ServerExceptionMapper
    Response refusedByServer(WebApplicationException refused) {
        if (refused.getCause() instanceof JacksonException malformed) {
            return malformed(malformed);
        }
        Response.StatusType status = refused.getResponse().getStatusInfo();
        String title = status.getReasonPhrase();
        return answer(
                ProblemDetail.of(
                        title.toLowerCase(Locale.ROOT).replace(' ', '-'),
                        title,
                        status.getStatusCode(),
                        String.valueOf(refused.getMessage())));
    }

    /** Everything else: PostgreSQL is away, or we have made a mistake. */
    @ServerExceptionMapper
    Response failed(Exception failure) {
        if (StoreException.isUnavailable(failure)) {
            LOG.warnf("a request found no database reason=%s", failure.getMessage());
            return answer(
                    ProblemDetail.of(
                            "database-unavailable",
                            "The database is unavailable",
                            Response.Status.SERVICE_UNAVAILABLE.getStatusCode(),
                            "PostgreSQL cannot be reached; nothing was changed. Try again soon."));
        }
        LOG.error("a request failed", failure);
        return answer(
                ProblemDetail.of(
                        "internal",
                        "Internal error",
                        Response.Status.INTERNAL_SERVER_ERROR.getStatusCode(),
                        "The orchestrator failed; its log says why."));
    }

    private static Response answer(ProblemDetail problem) {
        return Response.status(problem.status())
                .type(ProblemDetail.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}

package io.trainyard.orchestrator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.ProblemDetail;
import io.trainyard.orchestrator.start.Exposure;
import io.trainyard.orchestrator.start.Settings;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;

/** What every request must pass, whatever it asks for. */
@ApplicationScoped
class Gate {
    private static final int PRIORITY = 1_000;

    private final List<Check> checks;

    Gate(Exposure exposure, Settings settings) {
        checks =
                List.of(
                        new KnownHost(exposure.onLoopback(), settings.hosts().orElse(List.of())),
                        new SameOrigin(),
                        new BodySize(),
                        new BearerToken(exposure.token()));
    }

    /** One condition. */
    interface Check {
        /** Why the request is turned away, or empty where it may pass. */
        Optional<ProblemDetail> objection(RoutingContext request);
    }

    void install(@Observes Filters filters) {
        filters.register(this::pass, PRIORITY);
    }

    private void pass(RoutingContext request) {
        request.response().putHeader("X-Content-Type-Options", "nosniff");
        for (Check check : checks) {
            Optional<ProblemDetail> objection = check.objection(request);
            if (objection.isPresent()) {
                turnAway(request, objection.get());
                return;
            }
        }
        request.next();
    }

    private static void turnAway(RoutingContext request, ProblemDetail problem) {
        try {
            var _ =
                    request.response()
                            .setStatusCode(problem.status())
                            .putHeader("Content-Type", ProblemDetail.MEDIA_TYPE)
                            // The body may be unread; nothing after it can be trusted.
                            .putHeader("Connection", "close")
                            .end(Wire.json().writeValueAsString(problem));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem is always writable", impossible);
        }
    }
}

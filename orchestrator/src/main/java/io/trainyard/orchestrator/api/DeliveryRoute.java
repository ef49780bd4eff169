package io.trainyard.orchestrator.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** The one route that strangers may call: what is delivered there proves itself. */
final class DeliveryRoute {
    private static final Pattern PATH =
            Pattern.compile("/api/triggers/[a-z0-9][a-z0-9-]{0,62}/deliveries");

    private DeliveryRoute() {}

    static boolean isTakenBy(RoutingContext request) {
        return request.request().method().equals(HttpMethod.POST)
                && PATH.matcher(request.normalizedPath()).matches();
    }
}

package io.trainyard.orchestrator.api;

import io.trainyard.orchestrator.queue.publish.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once Kafka is reached and its topics are there; runs are accepted before that too. */
@Readiness
@ApplicationScoped
class KafkaReadiness implements HealthCheck {
    private final Topics topics;

    KafkaReadiness(Topics topics) {
        this.topics = topics;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("kafka").status(topics.areReady()).build();
    }
}

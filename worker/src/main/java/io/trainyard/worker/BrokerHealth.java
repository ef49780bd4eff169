package io.trainyard.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the broker takes our heartbeats. */
@Readiness
@ApplicationScoped
public class BrokerHealth implements HealthCheck {
    private final Agent agent;
    private final Duration limit;

    BrokerHealth(Agent agent, AgentConfiguration configuration) {
        this.agent = agent;
        this.limit = configuration.heartbeat().multipliedBy(3);
    }

    @Override
    public HealthCheckResponse call() {
        Duration silence = agent.jobs().silence();
        return HealthCheckResponse.named("broker")
                .status(silence.compareTo(limit) <= 0)
                .withData("secondsSinceContact", silence.toSeconds())
                .build();
    }
}

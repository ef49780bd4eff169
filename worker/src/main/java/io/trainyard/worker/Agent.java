package io.trainyard.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trainyard.worker.job.AgentJobs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/** Ties the agent's work to the program's life. */
@ApplicationScoped
public class Agent {
    private final AgentJobs jobs;

    Agent(AgentConfiguration configuration, MeterRegistry meters) {
        jobs = new AgentJobs(configuration, Clock.systemUTC(), System::nanoTime);
        meters.gauge("trainyard.worker.slots", configuration.slots());
        meters.gauge("trainyard.worker.attempts.running", jobs, AgentJobs::attemptsRunning);
    }

    void start(@Observes StartupEvent event) {
        jobs.start();
    }

    void stop(@Observes ShutdownEvent event) {
        jobs.close();
    }

    AgentJobs jobs() {
        return jobs;
    }
}

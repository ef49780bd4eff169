package io.trainyard.orchestrator.queue.decide;

import io.trainyard.orchestrator.start.Settings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.random.RandomGenerator;

/** The decisions with this installation's settings. */
final class DecisionsBean {
    @Produces
    @Singleton
    Decisions decisions(Settings settings, RandomGenerator random) {
        return new Decisions(
                new RetryPolicy(
                        settings.retry().shortest(),
                        settings.retry().longest(),
                        settings.retry().afterRelease(),
                        settings.lostWorkerRetries()),
                random);
    }
}

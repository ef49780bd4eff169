package io.trainyard.orchestrator.trigger;

import io.trainyard.orchestrator.data.Limits;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.orchestrator.trigger.kind.Surroundings;
import io.trainyard.orchestrator.trigger.kind.TriggerKinds;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** The kinds with this installation's settings. */
final class TriggerBeans {
    @Produces
    @Singleton
    TriggerKinds kinds(Settings settings, Clock clock, Limits limits) {
        return TriggerKinds.in(
                new Surroundings(
                        clock, limits, settings.triggers().tolerance(), new SecureRandom()));
    }
}

package io.trainyard.orchestrator.start;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trainyard.contract.Wire;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Random;
import java.util.random.RandomGenerator;

/** What everything else is given rather than makes for itself. */
final class Beans {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Spreads retries; the seed is fresh so that replicas do not retry in step. */
    @Produces
    @Singleton
    RandomGenerator random() {
        return new Random(new SecureRandom().nextLong());
    }

    /** REST speaks the same JSON as Kafka. */
    @Produces
    @Singleton
    ObjectMapper json() {
        return Wire.json();
    }
}

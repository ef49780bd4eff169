package io.trainyard.trainer.augment;

import io.trainyard.contract.catalogue.Schema;
import java.util.random.RandomGenerator;
import org.apache.commons.rng.sampling.distribution.ChengBetaSampler;

/** Beta(alpha, alpha), from which lambda comes: uniform at 1, and the less mixed the smaller. */
final class SymmetricBeta {
    private SymmetricBeta() {}

    /** The schema of alpha. */
    static Schema alpha() {
        return Schema.number().atLeast(0.001).atMost(1000).defaultsTo(1);
    }

    /** A number in 0..1. */
    static double sample(double alpha, RandomGenerator random) {
        return ChengBetaSampler.of(random::nextLong, alpha, alpha).sample();
    }
}

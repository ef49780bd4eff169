package io.trainyard.trainer.train;

import io.trainyard.trainer.seed.Seed;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The order in which samples are seen. */
final class SampleOrder {
    private SampleOrder() {}

    /** 0, 1, 2, ... */
    static int[] natural(int size) {
        return IntStream.range(0, size).toArray();
    }

    /** Every order equally likely (Fisher and Yates). */
    static int[] shuffled(int size, Seed seed) {
        int[] order = natural(size);
        RandomGenerator random = seed.random();
        for (int last = size - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int swapped = order[last];
            order[last] = order[other];
            order[other] = swapped;
        }
        return order;
    }
}

package io.trainyard.trainer.seed;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A 64-bit value from which the seeds of parts are derived.
 *
 * @param value the bits
 */
public record Seed(long value) {
    /** The increment and the two multipliers of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private static final long MIX_1 = 0xBF58476D1CE4E5B9L;
    private static final long MIX_2 = 0x94D049BB133111EBL;

    /** Offset basis and prime of FNV-1a, 64 bits. */
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;

    private static final long FNV_PRIME = 0x100000001B3L;

    /** The seed of one numbered part, such as an epoch or a sample. */
    public Seed with(long part) {
        return new Seed(mix(value ^ mix(part + GOLDEN_GAMMA)));
    }

    /** The seed of one named part, such as a parameter. */
    public Seed with(String part) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < part.length(); i++) {
            hash = (hash ^ part.charAt(i)) * FNV_PRIME;
        }
        return with(hash);
    }

    /** A fresh generator that starts from this seed. */
    public RandomGenerator random() {
        return new SplittableRandom(value);
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * MIX_1;
        mixed = (mixed ^ (mixed >>> 27)) * MIX_2;
        return mixed ^ (mixed >>> 31);
    }
}

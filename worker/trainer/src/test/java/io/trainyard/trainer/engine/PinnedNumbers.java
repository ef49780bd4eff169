package io.trainyard.trainer.engine;

import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Weights and inputs that come from a formula rather than a file, the same in every implementation:
 * SplitMix64 seeded by the FNV-1a hash of a salted name, as src/test/resources/parity/README.md
 * says.
 */
public final class PinnedNumbers {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final String salt;

    /** The numbers of a salt. */
    public PinnedNumbers(String salt) {
        this.salt = salt;
    }

    /** Where the series of that name starts. */
    private long seed(String name) {
        long seed = 0xCBF29CE484222325L;
        for (byte letter : (salt + "/" + name).getBytes(StandardCharsets.UTF_8)) {
            seed = (seed ^ (letter & 0xFF)) * 0x100000001B3L;
        }
        return seed;
    }

    /** The i-th number, from 1, of a series; within -1..1. */
    private static double number(long seed, long i) {
        long z = seed + i * GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z = z ^ (z >>> 31);
        return (z >>> 11) * 0x1.0p-53 * 2 - 1;
    }

    /** Every tensor of a network. */
    public List<TensorBytes> weights(Network network) {
        return network.tensors().stream().map(this::tensor).toList();
    }

    /** Fills the first samples of a batch from one series. */
    void fill(Batch batch, String series, long elements) {
        long seed = seed(series);
        for (int sample = 0; sample < batch.size(); sample++) {
            var bytes = batch.sample(sample);
            for (int i = 0; i < elements; i++) {
                // The formula casts to float32 last.
                bytes.putDouble(i * Double.BYTES, (float) number(seed, sample * elements + i + 1));
            }
        }
    }

    private TensorBytes tensor(TensorSpec spec) {
        ElementType type =
                spec.role() == TensorSpec.Role.COUNTER ? ElementType.INT64 : ElementType.FLOAT32;
        TensorBytes tensor = TensorBytes.zeros(spec.name(), type, spec.shape());
        long seed = seed(spec.name());
        long elements = spec.shape().elements();
        double scale = scale(spec);
        double centre = centre(spec);
        boolean positive = spec.name().endsWith("running_var");
        for (long i = 0; i < elements; i++) {
            double u = number(seed, i + 1);
            tensor.set(i, centre + scale * (positive ? Math.abs(u) : u));
        }
        return tensor;
    }

    private static double scale(TensorSpec spec) {
        if (spec.role() == TensorSpec.Role.COUNTER) {
            return 0;
        }
        if (spec.role() == TensorSpec.Role.BUFFER) {
            return 0.1;
        }
        if (spec.name().endsWith("class_token") || spec.name().endsWith("pos_embedding")) {
            return 0.02;
        }
        if (spec.shape().rank() >= 2) {
            return Math.sqrt(6.0 / spec.shape().fanIn());
        }
        return spec.name().endsWith("weight") ? 0.1 : 0.05;
    }

    private static double centre(TensorSpec spec) {
        boolean scales = spec.shape().rank() == 1 && spec.name().endsWith("weight");
        return scales || spec.name().endsWith("running_var") ? 1 : 0;
    }
}

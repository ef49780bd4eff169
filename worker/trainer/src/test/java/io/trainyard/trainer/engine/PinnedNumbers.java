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
final class PinnedNumbers {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final String salt;

    PinnedNumbers(String salt) {
        this.salt = salt;
    }

    /** The i-th number, from 1, of the series of that name; within -1..1. */
    double number(String name, long i) {
        long seed = 0xCBF29CE484222325L;
        for (byte letter : (salt + "/" + name).getBytes(StandardCharsets.UTF_8)) {
            seed = (seed ^ (letter & 0xFF)) * 0x100000001B3L;
        }
        return number(seed, i);
    }

    private static double number(long seed, long i) {
        long z = seed + i * GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z = z ^ (z >>> 31);
        return (z >>> 11) * 0x1.0p-53 * 2 - 1;
    }

    /** Every tensor of a network. */
    List<TensorBytes> weights(Network network) {
        return network.tensors().stream().map(this::tensor).toList();
    }

    /** Fills the first samples of a batch from one series. */
    void fill(Batch batch, String series, long elements) {
        for (int sample = 0; sample < batch.size(); sample++) {
            var bytes = batch.sample(sample);
            for (int i = 0; i < elements; i++) {
                // The formula casts to float32 last.
                bytes.putDouble(
                        i * Double.BYTES, (float) number(series, sample * elements + i + 1));
            }
        }
    }

    private TensorBytes tensor(TensorSpec spec) {
        ElementType type =
                spec.role() == TensorSpec.Role.COUNTER ? ElementType.INT64 : ElementType.FLOAT32;
        TensorBytes tensor = TensorBytes.zeros(spec.name(), type, spec.shape());
        for (long i = 0; i < spec.shape().elements(); i++) {
            tensor.set(i, value(spec, number(spec.name(), i + 1)));
        }
        return tensor;
    }

    private static double value(TensorSpec spec, double u) {
        if (spec.role() == TensorSpec.Role.COUNTER) {
            return 0;
        }
        if (spec.name().endsWith("running_mean")) {
            return 0.1 * u;
        }
        if (spec.name().endsWith("running_var")) {
            return 1 + 0.1 * Math.abs(u);
        }
        if (spec.shape().rank() >= 2) {
            return u * Math.sqrt(6.0 / spec.shape().fanIn());
        }
        return spec.name().endsWith("weight") ? 1 + 0.1 * u : 0.05 * u;
    }
}

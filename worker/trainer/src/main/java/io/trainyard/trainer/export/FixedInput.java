package io.trainyard.trainer.export;

import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.seed.Seed;

/**
 * The input that exports are compared on: two samples, so that a batch of one is not all that
 * works.
 *
 * @param shape of one sample
 * @param values of both, -2..2 as normalised pixels are
 */
record FixedInput(TensorShape shape, float[] values) {
    private static final int SAMPLES = 2;
    private static final double BOUND = 2;

    static FixedInput of(TensorShape shape) {
        var random = new Seed(0).with("export").random();
        float[] values = new float[Math.toIntExact(SAMPLES * shape.elements())];
        for (int place = 0; place < values.length; place++) {
            values[place] = (float) random.nextDouble(-BOUND, BOUND);
        }
        return new FixedInput(shape, values);
    }

    /** Its sizes with the batch. */
    long[] sizes() {
        return new long[] {SAMPLES, shape.size(0), shape.size(1), shape.size(2)};
    }

    /** The same as a batch, which the caller closes. */
    Batch batch() {
        Batch batch = Batch.ofNumbers(SAMPLES, shape);
        int elements = Math.toIntExact(shape.elements());
        for (int sample = 0; sample < SAMPLES; sample++) {
            var bytes = batch.sample(sample);
            for (int place = 0; place < elements; place++) {
                bytes.putDouble(place * Double.BYTES, values[sample * elements + place]);
            }
        }
        return batch;
    }
}

package io.trainyard.trainer.train;

import io.trainyard.trainer.data.ImageSet;
import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.TrainableNetwork;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** The features of one view of a set of images, one row an image; filled when they are wanted. */
final class FeatureRows {
    private final MemorySegment rows;
    private final long rowBytes;
    private boolean filled;

    /**
     * Empty rows.
     *
     * @param rows room for all of them
     * @param rowBytes bytes of each
     */
    FeatureRows(MemorySegment rows, long rowBytes) {
        this.rows = rows;
        this.rowBytes = rowBytes;
    }

    /** Computes all rows; does nothing where that was done. */
    void fill(
            ImageSet images,
            Feeder pixels,
            Feeder.Preparation preparation,
            TrainableNetwork network,
            StopSignal stop) {
        if (filled) {
            return;
        }
        long offset = 0;
        int[] order = SampleOrder.natural(images.count());
        for (Batch batch : pixels.pass(images, order, preparation)) {
            stop.check();
            MemorySegment features = MemorySegment.ofBuffer(network.features(batch));
            MemorySegment.copy(features, 0, rows, offset, batch.size() * rowBytes);
            offset += batch.size() * rowBytes;
        }
        filled = true;
    }

    /** Copies the row of an image. */
    void copy(int index, ByteBuffer target) {
        MemorySegment.ofBuffer(target).copyFrom(rows.asSlice(index * rowBytes, rowBytes));
    }
}

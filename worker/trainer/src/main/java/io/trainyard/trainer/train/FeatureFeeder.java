package io.trainyard.trainer.train;

import io.trainyard.trainer.data.ImageSet;
import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.TrainableNetwork;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Hands out features of the images that have room for them, computed at the first pass over each
 * view, and pixels of all others. Belongs to the network's thread.
 */
final class FeatureFeeder implements Feeder {
    private final Feeder pixels;
    private final ImageSet cached;
    private final Map<Integer, FeatureRows> views;
    private final TrainableNetwork network;
    private final StopSignal stop;
    private final Batch batch;

    /**
     * A feeder in front of another.
     *
     * @param pixels gives what is not cached, and is closed with this one
     * @param cached the images whose features are cached
     * @param views room by view
     * @param batch room for features, closed with this feeder
     */
    FeatureFeeder(
            Feeder pixels,
            ImageSet cached,
            Map<Integer, FeatureRows> views,
            Batch batch,
            TrainableNetwork network,
            StopSignal stop) {
        this.pixels = pixels;
        this.cached = cached;
        this.views = Map.copyOf(views);
        this.network = network;
        this.stop = stop;
        this.batch = batch;
    }

    @Override
    public Iterable<Batch> pass(ImageSet images, int[] order, Preparation preparation) {
        @Nullable FeatureRows rows = cached.equals(images) ? views.get(preparation.view()) : null;
        if (rows == null) {
            return pixels.pass(images, order, preparation);
        }
        rows.fill(images, pixels, preparation, network, stop);
        return () ->
                new Iterator<>() {
                    private int done;

                    @Override
                    public boolean hasNext() {
                        return done < order.length;
                    }

                    @Override
                    public Batch next() {
                        if (!hasNext()) {
                            throw new NoSuchElementException();
                        }
                        batch.resize(Math.min(batch.capacity(), order.length - done));
                        for (int place = 0; place < batch.size(); place++) {
                            int index = order[done++];
                            rows.copy(index, batch.sample(place));
                            batch.label(place, images.label(index));
                        }
                        return batch;
                    }
                };
    }

    @Override
    public void close() {
        batch.close();
        pixels.close();
    }
}

package io.trainyard.trainer.train;

import io.trainyard.trainer.data.ImageSet;
import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.failure.RunFailedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Fills batches ahead of the thread that trains: a ring of them, each filled by one decode thread,
 * handed out in order. Which thread fills a batch does not matter to what is in it.
 */
final class BatchFeeder implements Feeder {
    /** One batch in use, one ready, and the ones being filled. */
    private static final int SPARE_BATCHES = 2;

    private static final Logger LOG = System.getLogger(BatchFeeder.class.getName());

    private final ExecutorService threads;
    private final int batchSize;
    private final List<Batch> ring = new ArrayList<>();
    private final Deque<Batch> free = new ArrayDeque<>();
    private final Deque<Future<Batch>> filling = new ArrayDeque<>();
    private @Nullable Batch handedOut;

    BatchFeeder(TensorShape sample, int batchSize, ExecutorService threads, int threadCount) {
        this.threads = threads;
        this.batchSize = batchSize;
        for (int i = 0; i < threadCount + SPARE_BATCHES; i++) {
            ring.add(Batch.ofPixels(batchSize, sample));
        }
        free.addAll(ring);
    }

    /** A feeder of a plan's images: no larger than its largest split needs. */
    static BatchFeeder of(Plan plan, int batchSize, Machine machine) {
        int images =
                plan.dataset().splits().values().stream().mapToInt(ImageSet::count).max().orElse(1);
        return new BatchFeeder(
                plan.dataset().sample(),
                Math.min(batchSize, images),
                machine.decoders(),
                machine.threads());
    }

    @Override
    public Iterable<Batch> pass(ImageSet images, int[] order, Preparation preparation) {
        settle();
        return () ->
                new Iterator<>() {
                    private int submitted;

                    @Override
                    public boolean hasNext() {
                        return submitted < order.length || !filling.isEmpty();
                    }

                    @Override
                    public Batch next() {
                        if (!hasNext()) {
                            throw new NoSuchElementException();
                        }
                        recycle();
                        while (submitted < order.length && !free.isEmpty()) {
                            int from = submitted;
                            submitted = Math.min(order.length, from + batchSize);
                            int to = submitted;
                            Batch batch = free.remove();
                            filling.add(
                                    threads.submit(() ->
                                            fill(batch, images, order, from, to, preparation)));
                        }
                        Batch batch = await(filling.remove());
                        handedOut = batch;
                        return batch;
                    }
                };
    }

    /** Waits for the threads, then frees the batches. */
    @Override
    public void close() {
        settle();
        ring.forEach(Batch::close);
    }

    private static Batch fill(
            Batch batch, ImageSet images, int[] order, int from, int to, Preparation preparation) {
        batch.resize(to - from);
        for (int i = from; i < to; i++) {
            preparation.prepare(images.image(order[i]), order[i]).writeTo(batch.sample(i - from));
            batch.label(i - from, images.label(order[i]));
        }
        return batch;
    }

    private void recycle() {
        if (handedOut != null) {
            free.add(handedOut);
            handedOut = null;
        }
    }

    /** Ends a pass that was left early. */
    private void settle() {
        recycle();
        filling.forEach(BatchFeeder::outlast);
        filling.clear();
        free.clear();
        free.addAll(ring);
    }

    /** Waits until nobody writes to a batch any more; how that ended is of no interest. */
    private static void outlast(Future<Batch> future) {
        try {
            LOG.log(Level.TRACE, "abandoned a batch of {0}", await(future).size());
        } catch (IllegalStateException | RunFailedException fault) {
            LOG.log(Level.DEBUG, "abandoned a batch that could not be filled", fault);
        }
    }

    private static Batch await(Future<Batch> future) {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a batch was filled", interrupted);
        } catch (ExecutionException fault) {
            if (fault.getCause() instanceof RunFailedException failure) {
                throw failure;
            }
            throw new IllegalStateException("a batch could not be filled", fault.getCause());
        }
    }
}

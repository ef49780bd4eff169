package io.trainyard.worker.job;

import io.trainyard.client.trainer.TrainerProcess;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A slot's trainer process: started ahead, so that a task does not wait for libtorch, and kept
 * after a clean end. A process that failed in any way is ended; all its memory, native and on the
 * device, goes with it. Belongs to one thread.
 */
final class WarmTrainer implements AutoCloseable {
    private final Supplier<TrainerProcess> starter;
    private @Nullable TrainerProcess spare;

    WarmTrainer(Supplier<TrainerProcess> starter) {
        this.starter = starter;
    }

    /** Starts a process unless one is waiting. */
    void warmUp() {
        if (spare == null || !spare.isAlive()) {
            spare = starter.get();
        }
    }

    /** The process for the next attempt. */
    TrainerProcess take() {
        warmUp();
        TrainerProcess taken = java.util.Objects.requireNonNull(spare);
        spare = null;
        return taken;
    }

    /** Keeps a process whose attempt ended clean. */
    void keep(TrainerProcess trainer) {
        spare = trainer;
    }

    @Override
    public void close() {
        if (spare != null) {
            spare.close();
        }
    }
}

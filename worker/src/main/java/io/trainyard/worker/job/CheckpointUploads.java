package io.trainyard.worker.job;

import io.trainyard.client.ServerProblemException;
import io.trainyard.client.ServerUnreachableException;
import io.trainyard.client.WorkerClient;
import io.trainyard.contract.message.CheckpointRole;
import io.trainyard.contract.message.RunEvent.CheckpointWritten;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends one attempt's checkpoints to the orchestrator beside the training, in order. One that waits
 * and is replaced in all its roles is dropped, so a slow network costs neither disk nor time. An
 * orchestrator that is away is waited for.
 */
final class CheckpointUploads implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CheckpointUploads.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final WorkerClient orchestrator;
    private final RunningAttempts.Key key;
    private final Runnable onFenced;
    private final Runnable onFailure;
    private final Thread sender;

    private final Deque<CheckpointWritten> waiting = new ArrayDeque<>();
    private @Nullable CheckpointWritten sending;
    private @Nullable RuntimeException failure;
    private boolean closed;

    /**
     * @param onFenced called when the orchestrator says that the attempt may no longer publish
     * @param onFailure called when a checkpoint cannot be published for another reason
     */
    CheckpointUploads(
            WorkerClient orchestrator,
            RunningAttempts.Key key,
            Runnable onFenced,
            Runnable onFailure) {
        this.orchestrator = orchestrator;
        this.key = key;
        this.onFenced = onFenced;
        this.onFailure = onFailure;
        this.sender = Thread.ofVirtual().name("uploads-" + key.run()).start(this::sendAll);
    }

    /** Queues a checkpoint; its folder belongs to us from here on. */
    synchronized void add(CheckpointWritten written) {
        Deque<CheckpointWritten> kept = new ArrayDeque<>();
        for (CheckpointWritten older : waiting) {
            Set<CheckpointRole> left = EnumSet.noneOf(CheckpointRole.class);
            left.addAll(older.roles());
            left.removeAll(written.roles());
            if (left.isEmpty()) {
                delete(older);
            } else {
                kept.add(withRoles(older, left));
            }
        }
        kept.add(written);
        waiting.clear();
        waiting.addAll(kept);
        notifyAll();
    }

    /**
     * Waits until everything queued is published, or the attempt may no longer publish.
     *
     * @throws IllegalStateException where a checkpoint could not be published
     */
    synchronized void drain() throws InterruptedException {
        while (!closed && (sending != null || !waiting.isEmpty())) {
            wait();
        }
        if (failure != null) {
            throw new IllegalStateException(
                    "a checkpoint could not be published: " + failure.getMessage(), failure);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        sender.interrupt();
        notifyAll();
    }

    private void sendAll() {
        try {
            while (true) {
                CheckpointWritten next = next();
                if (next == null) {
                    return;
                }
                upload(next);
                delete(next);
                done();
            }
        } catch (InterruptedException _) {
            LOG.debugf("uploads ended run=%s attempt=%d", key.run(), key.attempt());
        } catch (RuntimeException refused) {
            LOG.warnf(
                    "checkpoint cannot be published run=%s attempt=%d: %s",
                    key.run(), key.attempt(), refused.getMessage());
            if (refused instanceof ServerProblemException problem
                    && problem.code().equals("fenced")) {
                onFenced.run();
            } else {
                fail(refused);
                onFailure.run();
            }
            close();
        }
    }

    private synchronized void fail(RuntimeException reason) {
        failure = reason;
    }

    private synchronized @Nullable CheckpointWritten next() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        sending = closed ? null : waiting.removeFirst();
        return sending;
    }

    private synchronized void done() {
        sending = null;
        notifyAll();
    }

    private void upload(CheckpointWritten checkpoint) throws InterruptedException {
        Duration pause = SHORTEST_PAUSE;
        while (true) {
            try {
                orchestrator.uploadCheckpoint(key.run(), key.attempt(), checkpoint);
                return;
            } catch (ServerUnreachableException away) {
                LOG.warnf(
                        "checkpoint waits for the orchestrator run=%s step=%d: %s",
                        key.run(), checkpoint.step(), away.getMessage());
                Thread.sleep(pause);
                pause =
                        pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                                ? pause.multipliedBy(2)
                                : LONGEST_PAUSE;
            }
        }
    }

    private static CheckpointWritten withRoles(
            CheckpointWritten checkpoint, Set<CheckpointRole> roles) {
        return new CheckpointWritten(
                roles,
                checkpoint.epoch(),
                checkpoint.step(),
                checkpoint.directory(),
                checkpoint.files(),
                checkpoint.values());
    }

    private static void delete(CheckpointWritten checkpoint) {
        Folders.deleteIfPossible(Path.of(checkpoint.directory()));
    }
}

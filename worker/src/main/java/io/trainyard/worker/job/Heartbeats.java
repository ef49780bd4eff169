package io.trainyard.worker.job;

import io.trainyard.contract.catalogue.Catalogue;
import io.trainyard.contract.message.Protocol;
import io.trainyard.contract.message.WorkerMessage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Says regularly that the worker lives and what it runs; fences its own attempts when nobody has
 * heard it for too long.
 */
final class Heartbeats implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Heartbeats.class);

    /**
     * An announcement every so many beats, for an orchestrator that has lost its database's newest
     * rows.
     */
    private static final int BEATS_PER_ANNOUNCEMENT = 30;

    /** Who speaks. */
    record Identity(
            String worker,
            String host,
            String pool,
            int slots,
            String device,
            Catalogue catalogue) {}

    private final Identity identity;
    private final MessageSender sender;
    private final RunningAttempts attempts;
    private final Duration noContactLimit;
    private final LongSupplier nanoTime;
    private final AtomicLong lastContact;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("heartbeats").daemon().factory());
    private final AtomicBoolean announcementDue = new AtomicBoolean(true);
    private int beats;

    /**
     * @param nanoTime a monotonic clock: an hour's jump of the wall clock must not stop anybody
     */
    Heartbeats(
            Identity identity,
            MessageSender sender,
            RunningAttempts attempts,
            Duration noContactLimit,
            LongSupplier nanoTime) {
        this.identity = identity;
        this.sender = sender;
        this.attempts = attempts;
        this.noContactLimit = noContactLimit;
        this.nanoTime = nanoTime;
        this.lastContact = new AtomicLong(nanoTime.getAsLong());
    }

    void start(Duration interval) {
        var _ =
                timer.scheduleAtFixedRate(
                        this::beatSafely, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Beats now, because what runs has changed. */
    void soon() {
        if (!timer.isShutdown()) {
            timer.execute(this::beatSafely);
        }
    }

    /** Time since the broker last took something from us. */
    Duration silence() {
        return Duration.ofNanos(nanoTime.getAsLong() - lastContact.get());
    }

    private void beatSafely() {
        try {
            beat();
        } catch (RuntimeException failed) {
            LOG.errorf(failed, "heartbeat failed worker=%s", identity.worker());
        }
    }

    private void beat() {
        if (announcementDue.getAndSet(false) || ++beats % BEATS_PER_ANNOUNCEMENT == 0) {
            announce();
        }
        var _ =
                say(
                        new WorkerMessage.Beat(
                                Protocol.VERSION,
                                identity.worker(),
                                identity.pool(),
                                identity.slots(),
                                attempts.beats()));
        if (silence().compareTo(noContactLimit) > 0) {
            LOG.errorf(
                    "no contact for %s, stopping attempts worker=%s", silence(), identity.worker());
            attempts.fenceAll();
        }
    }

    /** Until the broker has it, every beat tries again: at first its topic may not exist yet. */
    private void announce() {
        var _ =
                say(new WorkerMessage.Announce(
                                Protocol.VERSION,
                                identity.worker(),
                                identity.host(),
                                identity.pool(),
                                identity.slots(),
                                identity.device(),
                                identity.catalogue()))
                        .exceptionally(_ -> {
                            announcementDue.set(true);
                            return null;
                        });
    }

    private CompletableFuture<Void> say(WorkerMessage message) {
        return sender.send(message).thenRun(() -> lastContact.set(nanoTime.getAsLong()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        var _ = sender.send(new WorkerMessage.Goodbye(Protocol.VERSION, identity.worker()));
    }
}

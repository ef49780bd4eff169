package io.trainyard.orchestrator.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A thread that does one duty again and again: at once when woken, else at an interval. Wakes that
 * arrive during a round cause one more round.
 */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final Duration FAILURE_PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    /** One round of the duty. Any exception is an outage: the round is tried again later. */
    public interface Duty {
        void perform() throws Exception;
    }

    private final String name;
    private final Duration interval;
    private final Duty duty;
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread;
    private volatile boolean open = true;
    private boolean failing;

    private Loop(String name, Duration interval, Duty duty) {
        this.name = name;
        this.interval = interval;
        this.duty = duty;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /** Starts a loop, with a first round at once. */
    public static Loop start(String name, Duration interval, Duty duty) {
        Loop loop = new Loop(name, interval, duty);
        loop.thread.start();
        return loop;
    }

    /** Asks for a round now. Never blocks. */
    public void wake() {
        wakes.release();
    }

    private void run() {
        while (open) {
            try {
                duty.perform();
                recovered();
            } catch (InterruptedException _) {
                // Only close() interrupts; the condition above ends the loop.
            } catch (Exception | StackOverflowError | LinkageError outage) {
                // A duty that ended here would be missed by nobody until it is needed.
                failed(outage);
            }
            pause();
        }
    }

    private void pause() {
        try {
            if (failing) {
                // Wakes must not turn an outage into a busy loop.
                Thread.sleep(FAILURE_PAUSE);
            }
            if (wakes.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                var _ = wakes.drainPermits();
            }
        } catch (InterruptedException _) {
            // Only close() interrupts.
        }
    }

    private void failed(Throwable outage) {
        if (open && !failing) {
            failing = true;
            LOG.warnf(outage, "background duty fails and is tried again duty=%s", name);
        }
    }

    private void recovered() {
        if (failing) {
            failing = false;
            LOG.infof("background duty works again duty=%s", name);
        }
    }

    /** Ends the loop after the round in progress, which is interrupted. */
    @Override
    public void close() {
        open = false;
        thread.interrupt();
        try {
            var _ = thread.join(CLOSE_LIMIT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

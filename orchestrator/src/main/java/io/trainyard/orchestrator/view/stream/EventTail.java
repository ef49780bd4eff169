package io.trainyard.orchestrator.view.stream;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trainyard.orchestrator.loop.Loop;
import io.trainyard.orchestrator.store.Ledger;
import io.trainyard.orchestrator.store.Ledger.Line;
import io.trainyard.orchestrator.store.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The one reader of new lines, for all streams. It rests while nobody listens. */
@ApplicationScoped
class EventTail {
    /** How late lines written by another replica are seen. */
    private static final Duration FALLBACK = Duration.ofMillis(500);

    private static final int PAGE = 500;

    private final Ledger ledger;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int listeners;
    private @Nullable Window window;
    private boolean ended;
    private @Nullable Loop loop;

    EventTail(Ledger ledger) {
        this.ledger = ledger;
    }

    void start(@Observes StartupEvent event) {
        loop = Loop.start("event-tail", FALLBACK, this::read);
    }

    void stop(@Observes ShutdownEvent event) {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (loop != null) {
            loop.close();
        }
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Signal.LedgerGrew signal) {
        if (loop != null) {
            loop.wake();
        }
    }

    /** Begins to listen, unless as many do as may. */
    boolean join(int most) {
        lock.lock();
        try {
            if (listeners >= most) {
                return false;
            }
            listeners++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            listeners--;
            if (listeners == 0) {
                window = null;
            }
        } finally {
            lock.unlock();
        }
    }

    boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** The window as it is, which is made where there is none. */
    Window window() {
        lock.lock();
        try {
            if (window != null) {
                return window;
            }
        } finally {
            lock.unlock();
        }
        Window fresh = Window.emptyAfter(ledger.newest());
        lock.lock();
        try {
            if (window == null) {
                window = fresh;
            }
            return window;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the ledger was read beyond an id, for so long at most. */
    void awaitBeyond(long id, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!ended && (window == null || window.last() <= id) && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void read() {
        Window known = current();
        while (known != null) {
            List<Line> newer = ledger.after(known.last(), PAGE);
            if (newer.isEmpty()) {
                return;
            }
            known = grow(known, newer);
        }
    }

    private @Nullable Window current() {
        lock.lock();
        try {
            return window;
        } finally {
            lock.unlock();
        }
    }

    /** The grown window, or null where the last listener has left meanwhile. */
    private @Nullable Window grow(Window known, List<Line> newer) {
        lock.lock();
        try {
            if (window == null || window.last() != known.last()) {
                return window;
            }
            window = known.with(newer);
            changed.signalAll();
            return window;
        } finally {
            lock.unlock();
        }
    }
}

package io.trainyard.orchestrator.trigger;

import io.trainyard.orchestrator.store.TriggerRow;
import io.trainyard.orchestrator.store.Triggers;
import io.trainyard.orchestrator.trigger.kind.WatchedKind.Progress;
import java.time.Duration;

/** A look's right to go on, extended while it makes progress. */
final class Turn implements Progress {
    private static final int EXTENSIONS = 3;

    private final Triggers triggers;
    private final TriggerRow trigger;
    private final Duration length;
    private long extendedNanos = System.nanoTime();

    Turn(Triggers triggers, TriggerRow trigger, Duration length) {
        this.triggers = triggers;
        this.trigger = trigger;
        this.length = length;
    }

    /** Another look has begun, or the trigger is gone. */
    static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void made() {
        long now = System.nanoTime();
        if (now - extendedNanos < length.toNanos() / EXTENSIONS) {
            return;
        }
        if (!triggers.extendLook(trigger.id(), trigger.look(), length)) {
            throw new LostException();
        }
        extendedNanos = now;
    }
}

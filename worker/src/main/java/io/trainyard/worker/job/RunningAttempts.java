package io.trainyard.worker.job;

import io.trainyard.contract.message.ControlMessage;
import io.trainyard.contract.message.WorkerMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What this agent runs now, and where control messages find it. A message may overtake the reply to
 * the claim it is about, so the latest are remembered and reach an attempt that starts after them.
 * Thread-safe.
 */
final class RunningAttempts {
    private static final int REMEMBERED = 1024;

    /** An attempt's identity. */
    record Key(UUID run, int attempt) {}

    /** What can be asked of a running attempt, from any thread. */
    interface Attempt {
        /** The last step heard of. */
        long step();

        /** Stop within a step and report it. */
        void cancel();

        /** Stop within a step, keep what was reached where that can be, and report it. */
        void suspend();

        /** Stop at once and say nothing more. */
        void fence();
    }

    private final Map<Key, Attempt> running = new LinkedHashMap<>();
    private final Map<Key, ControlMessage> latest =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, ControlMessage> eldest) {
                    return size() > REMEMBERED;
                }
            };

    private boolean closed;

    synchronized void begin(Key key, Attempt attempt) {
        running.put(key, attempt);
        if (closed) {
            attempt.fence();
        }
        ControlMessage overtook = latest.get(key);
        if (overtook != null) {
            obey(attempt, overtook);
        }
    }

    synchronized void end(Key key) {
        running.remove(key);
    }

    synchronized void control(ControlMessage message) {
        Key key = new Key(message.run(), message.attempt());
        latest.put(key, message);
        @Nullable Attempt attempt = running.get(key);
        if (attempt != null) {
            obey(attempt, message);
        }
    }

    /** Another worker will have these by now. */
    synchronized void fenceAll() {
        running.values().forEach(Attempt::fence);
    }

    /** Fences what runs and what still begins, and says what that was so far. */
    synchronized List<Key> close() {
        closed = true;
        fenceAll();
        return List.copyOf(running.keySet());
    }

    synchronized List<WorkerMessage.Running> beats() {
        List<WorkerMessage.Running> beats = new ArrayList<>();
        running.forEach((key, attempt) ->
                beats.add(new WorkerMessage.Running(key.run(), key.attempt(), attempt.step())));
        return beats;
    }

    private static void obey(Attempt attempt, ControlMessage message) {
        switch (message) {
            case ControlMessage.Cancel cancel when Boolean.TRUE.equals(cancel.suspend()) ->
                    attempt.suspend();
            case ControlMessage.Cancel _ -> attempt.cancel();
            case ControlMessage.Fenced _ -> attempt.fence();
        }
    }
}

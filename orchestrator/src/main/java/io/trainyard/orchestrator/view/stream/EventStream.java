package io.trainyard.orchestrator.view.stream;

import io.trainyard.orchestrator.store.Ledger;
import io.trainyard.orchestrator.store.Ledger.Line;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One listener's position in the ledger. Used by one thread at a time. */
public final class EventStream implements AutoCloseable {
    private static final int PAGE = 200;

    private final EventTail tail;
    private final Ledger ledger;
    private final Set<UUID> runs;
    private final Duration patience;
    private long position;
    private volatile boolean open = true;

    EventStream(EventTail tail, Ledger ledger, Set<UUID> runs, Duration patience, long position) {
        this.tail = tail;
        this.ledger = ledger;
        this.runs = Set.copyOf(runs);
        this.patience = patience;
        this.position = position;
    }

    /**
     * The next lines, awaited for as long as the stream may stay silent.
     *
     * @return ascending by id; none when nothing happened in that time
     */
    public List<Line> next() throws InterruptedException {
        List<Line> lines = read();
        if (lines.isEmpty()) {
            tail.awaitBeyond(position, patience);
            lines = read();
        }
        return lines;
    }

    /** Whether the application still serves streams. */
    public boolean isOpen() {
        return open && !tail.hasEnded();
    }

    private List<Line> read() {
        Window window = tail.window();
        if (!window.covers(position)) {
            return readPage(window);
        }
        List<Line> lines =
                window.lines().stream()
                        .filter(line -> line.id() > position)
                        .filter(this::isWanted)
                        .limit(PAGE)
                        .toList();
        position = lines.size() == PAGE ? lines.getLast().id() : Math.max(position, window.last());
        return lines;
    }

    private List<Line> readPage(Window window) {
        List<Line> lines =
                runs.isEmpty()
                        ? ledger.after(position, PAGE)
                        : ledger.after(position, List.copyOf(runs), PAGE);
        if (lines.size() == PAGE) {
            position = lines.getLast().id();
        } else {
            // All that was written before the window was read is in this page.
            long reached = lines.isEmpty() ? position : lines.getLast().id();
            position = Math.max(reached, window.last());
        }
        return lines;
    }

    private boolean isWanted(Line line) {
        return runs.isEmpty() || runs.contains(line.run());
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            tail.leave();
        }
    }
}

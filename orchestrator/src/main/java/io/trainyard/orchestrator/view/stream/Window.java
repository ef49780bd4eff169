package io.trainyard.orchestrator.view.stream;

import io.trainyard.orchestrator.store.Ledger.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest lines of the ledger.
 *
 * @param floor every line with a greater id, up to {@code last}, is here
 * @param last the id up to which the ledger was read
 * @param lines ascending by id
 */
record Window(long floor, long last, List<Line> lines) {
    private static final int MOST_LINES = 2_000;

    /** A matrix of many classes is large; the window is not, whatever is in it. */
    private static final int MOST_CHARACTERS = 4 << 20;

    Window {
        lines = List.copyOf(lines);
    }

    static Window emptyAfter(long id) {
        return new Window(id, id, List.of());
    }

    /** The window once these lines, which follow its last, were read. */
    Window with(List<Line> newer) {
        List<Line> all = new ArrayList<>(lines);
        all.addAll(newer);
        int from = all.size();
        int characters = 0;
        while (from > 0 && all.size() - from < MOST_LINES) {
            characters += all.get(from - 1).body().length();
            if (characters > MOST_CHARACTERS) {
                break;
            }
            from--;
        }
        long newFloor = from == 0 ? floor : all.get(from - 1).id();
        return new Window(newFloor, newer.getLast().id(), all.subList(from, all.size()));
    }

    /** Whether all lines after an id are here. */
    boolean covers(long after) {
        return after >= floor;
    }
}

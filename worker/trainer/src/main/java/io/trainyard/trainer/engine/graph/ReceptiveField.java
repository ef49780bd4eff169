package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * The part of the network's input that one position of a value depends on, padding included.
 *
 * @param height rows
 * @param width columns
 * @param jump rows or columns of the input from one position to the next
 * @param whole whether every position depends on the whole input; the numbers then say nothing
 */
public record ReceptiveField(long height, long width, long jump, boolean whole) {
    /** One pixel: the input itself. */
    public static final ReceptiveField PIXEL = new ReceptiveField(1, 1, 1, false);

    /** Nothing of the input. */
    public static final ReceptiveField NONE = new ReceptiveField(0, 0, 1, false);

    /** All of the input. */
    public static final ReceptiveField WHOLE = new ReceptiveField(0, 0, 1, true);

    /** What a value that joins several depends on. */
    static ReceptiveField widest(List<ReceptiveField> fields) {
        return new ReceptiveField(
                fields.stream().mapToLong(ReceptiveField::height).max().orElse(0),
                fields.stream().mapToLong(ReceptiveField::width).max().orElse(0),
                fields.stream().mapToLong(ReceptiveField::jump).max().orElse(1),
                fields.stream().anyMatch(ReceptiveField::whole));
    }

    /** What a position depends on once a window has passed over this one. */
    ReceptiveField through(Window window) {
        return new ReceptiveField(
                height + (window.height() - 1) * jump,
                width + (window.width() - 1) * jump,
                jump * window.stride(),
                whole);
    }

    /** The longer edge in pixels. */
    public long edge() {
        return Math.max(height, width);
    }
}

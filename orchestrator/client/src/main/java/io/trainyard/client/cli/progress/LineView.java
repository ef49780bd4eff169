package io.trainyard.client.cli.progress;

import java.util.function.Consumer;

/** A line an epoch, for logs and pipes. */
public final class LineView implements ProgressView {
    private final Consumer<String> print;

    /**
     * @param print takes each line
     */
    public LineView(Consumer<String> print) {
        this.print = print;
    }

    @Override
    public void stepped(Position position) {
        // A line each would bury the rest.
    }

    @Override
    public void epochEnded(Position position, String measurements) {
        print.accept(
                "epoch %d/%d  %s".formatted(position.epoch(), position.epochs(), measurements));
    }

    @Override
    public void say(String line) {
        print.accept(line);
    }

    @Override
    public void close() {
        // Each line stands for itself.
    }
}

package io.trainyard.client.cli.progress;

import io.trainyard.contract.PlainText;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** A bar with loss, accuracy and the time that is left. */
public final class BarView implements ProgressView {
    private static final Duration REDRAW = Duration.ofMillis(200);

    private final PrintStream terminal;
    private final String name;
    private @Nullable ProgressBar bar;

    public BarView(PrintStream terminal, String name) {
        this.terminal = terminal;
        this.name = PlainText.shown(name);
    }

    @Override
    public void stepped(Position position) {
        ProgressBar shown = bar();
        shown.maxHint(position.steps());
        shown.stepTo(position.step());
        shown.setExtraMessage(message(position));
    }

    /** Short, so that all of it fits a terminal of eighty columns. */
    private static String message(Position position) {
        return Double.isNaN(position.lossNats())
                ? ""
                : String.format(
                        Locale.ROOT,
                        " loss %.3f accuracy %.3f",
                        position.lossNats(),
                        position.accuracy());
    }

    private ProgressBar bar() {
        ProgressBar shown = bar;
        if (shown == null) {
            shown =
                    new ProgressBarBuilder()
                            .setTaskName(name)
                            .setUpdateIntervalMillis((int) REDRAW.toMillis())
                            .setConsumer(new ConsoleProgressBarConsumer(terminal))
                            .build();
            bar = shown;
        }
        return shown;
    }

    @Override
    public void epochEnded(Position position, String measurements) {
        stepped(position);
    }

    @Override
    public void say(String line) {
        close();
        terminal.println(PlainText.shown(line));
    }

    @Override
    public void close() {
        ProgressBar shown = bar;
        if (shown != null) {
            shown.close();
            bar = null;
        }
    }
}

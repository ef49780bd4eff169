package io.trainyard.client.cli;

import io.trainyard.client.TrainyardClient;
import io.trainyard.client.cli.progress.RunDisplay;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.api.StreamItem;
import java.util.OptionalDouble;
import java.util.UUID;

/** Watches a run on a server to its end. */
final class RunFollower {
    private final TrainyardClient client;
    private final Console console;

    RunFollower(TrainyardClient client, Console console) {
        this.client = client;
        this.console = console;
    }

    /**
     * Shows the run from its beginning and returns when it has ended.
     *
     * @return the exit status: 0 where it succeeded
     */
    int follow(UUID id) {
        RunView run = client.run(id);
        var display = new RunDisplay(console.progress(run.name()));
        try {
            if (!run.state().isTerminal() || run.attempt() > 0) {
                client.follow(id, item -> show(item, display));
            }
        } finally {
            display.close();
        }
        return conclude(client.run(id), display.testAccuracy());
    }

    private static boolean show(StreamItem item, RunDisplay display) {
        return switch (item) {
            case StreamItem.Happened happened -> {
                display.show(happened.event());
                yield true;
            }
            case StreamItem.StateChanged changed -> show(changed, display);
        };
    }

    private static boolean show(StreamItem.StateChanged changed, RunDisplay display) {
        switch (changed.state()) {
            case LEASED -> {
                if (changed.attempt() > 1) {
                    display.say("attempt %d begins".formatted(changed.attempt()));
                }
            }
            case PAUSED -> display.say("paused");
            case RETRY_WAIT -> display.say("will be tried again");
            case PENDING, QUEUED, SUCCEEDED, FAILED, CANCELLED -> {
                // Waiting is the rule, and the end is told once, below.
            }
        }
        return !changed.state().isTerminal();
    }

    private int conclude(RunView run, OptionalDouble seen) {
        Double stored = run.values().get("test.accuracy");
        if (run.state() == RunState.SUCCEEDED) {
            console.testAccuracy(stored == null ? seen : OptionalDouble.of(stored));
            return ExitStatus.DONE;
        }
        RunView.Failure failure = run.failure();
        console.error(
                failure == null
                        ? "run %s %s".formatted(run.id(), RunLine.word(run.state()))
                        : "run %s failed: %s: %s"
                                .formatted(run.id(), failure.kind(), failure.message()));
        return ExitStatus.RUN_FAILED;
    }
}

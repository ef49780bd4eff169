package io.trainyard.client.cli;

import io.trainyard.contract.api.BulkRequest.Action;
import io.trainyard.contract.api.RunState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Holds runs back. */
@Command(
        name = "pause",
        description = "Hold runs back; one that runs stops and later goes on from its checkpoint.",
        mixinStandardHelpOptions = true)
final class PauseCommand extends RunsCommand {
    PauseCommand(Console console) {
        super(console, Action.PAUSE);
    }

    @Override
    String said(UUID run, @Nullable RunState state, @Nullable UUID fresh) {
        return "run %s %s".formatted(run, state == RunState.PAUSED ? "paused" : "is being paused");
    }
}

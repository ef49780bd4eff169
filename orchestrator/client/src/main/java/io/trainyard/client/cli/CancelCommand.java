package io.trainyard.client.cli;

import io.trainyard.contract.api.BulkRequest.Action;
import io.trainyard.contract.api.RunState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Ends runs early. */
@Command(
        name = "cancel",
        description = "Cancel runs; one that runs stops within a step.",
        mixinStandardHelpOptions = true)
final class CancelCommand extends RunsCommand {
    CancelCommand(Console console) {
        super(console, Action.CANCEL);
    }

    @Override
    String said(UUID run, @Nullable RunState state, @Nullable UUID fresh) {
        return "run %s %s"
                .formatted(
                        run,
                        state != null && state.isTerminal()
                                ? RunLine.word(state)
                                : "is being cancelled");
    }
}

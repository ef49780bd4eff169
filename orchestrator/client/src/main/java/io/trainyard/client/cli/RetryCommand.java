package io.trainyard.client.cli;

import io.trainyard.contract.api.BulkRequest.Action;
import io.trainyard.contract.api.RunState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Submits ended runs again. */
@Command(
        name = "retry",
        description = "Submit the specs of ended runs again; prints the new runs' ids.",
        mixinStandardHelpOptions = true)
final class RetryCommand extends RunsCommand {
    RetryCommand(Console console) {
        super(console, Action.RETRY);
    }

    @Override
    String said(UUID run, @Nullable RunState state, @Nullable UUID fresh) {
        return String.valueOf(fresh);
    }
}

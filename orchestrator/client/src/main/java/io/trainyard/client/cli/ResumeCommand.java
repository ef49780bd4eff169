package io.trainyard.client.cli;

import io.trainyard.contract.api.BulkRequest.Action;
import io.trainyard.contract.api.RunState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Lets paused runs go on. */
@Command(
        name = "resume",
        description = "Let paused runs wait for a slot again.",
        mixinStandardHelpOptions = true)
final class ResumeCommand extends RunsCommand {
    ResumeCommand(Console console) {
        super(console, Action.RESUME);
    }

    @Override
    String said(UUID run, @Nullable RunState state, @Nullable UUID fresh) {
        return "run %s goes on".formatted(run);
    }
}

package io.trainyard.contract.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an agent tells its trainer, one JSON object a line on the trainer's standard input. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrainerCommand.Start.class, name = "start"),
    @JsonSubTypes.Type(value = TrainerCommand.Cancel.class, name = "cancel"),
    @JsonSubTypes.Type(value = TrainerCommand.Suspend.class, name = "suspend"),
    @JsonSubTypes.Type(value = TrainerCommand.Exit.class, name = "exit"),
})
public sealed interface TrainerCommand {
    /**
     * Run this spec. A trainer takes another after the terminal event of the one before.
     *
     * @param spec a spec's tree; the trainer validates it against its own catalogue
     * @param dataRoots folders that dataset and weights paths must lie under; {@code /} allows all
     * @param directory where checkpoints are written; exists and is empty
     * @param resumeFrom folder of a checkpoint's files to continue from, or null
     */
    record Start(
            ObjectNode spec, List<String> dataRoots, String directory, @Nullable String resumeFrom)
            implements TrainerCommand {
        public Start {
            dataRoots = List.copyOf(dataRoots);
        }
    }

    /** Stop within a step; answered by {@link RunEvent.Cancelled}. */
    record Cancel() implements TrainerCommand {}

    /**
     * Stop within a step as after {@link Cancel}; the run goes on later, so a checkpoint of that
     * step is worth writing first.
     */
    record Suspend() implements TrainerCommand {}

    /** End the process. Closing the pipe does the same. */
    record Exit() implements TrainerCommand {}
}

package io.trainyard.contract.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * From the orchestrator to all agents, on {@code trainyard.control}; the one that runs the attempt
 * obeys.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ControlMessage.Cancel.class, name = "cancel"),
    @JsonSubTypes.Type(value = ControlMessage.Fenced.class, name = "fenced"),
})
public sealed interface ControlMessage {
    int version();

    UUID run();

    int attempt();

    /**
     * Stop within a step and say so.
     *
     * @param suspend true where the run goes on later, paused or preempted, so that what was
     *     reached is worth a checkpoint. A worker that does not know it stops all the same, and the
     *     run goes on from the checkpoint before.
     */
    record Cancel(int version, UUID run, int attempt, @Nullable Boolean suspend)
            implements ControlMessage {
        public Cancel {
            Protocol.check("cancel", version);
        }

        /** The order to end a run that was cancelled. */
        public Cancel(int version, UUID run, int attempt) {
            this(version, run, attempt, null);
        }

        /** The order to stop a run that goes on later. */
        public static Cancel suspending(UUID run, int attempt) {
            return new Cancel(Protocol.VERSION, run, attempt, true);
        }
    }

    /** Stop and say nothing: the attempt has lost its lease and another may run. */
    record Fenced(int version, UUID run, int attempt) implements ControlMessage {
        public Fenced {
            Protocol.check("fence", version);
        }
    }
}

package io.trainyard.contract.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

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

    /** Stop within a step and say so: the user cancelled the run. */
    record Cancel(int version, UUID run, int attempt) implements ControlMessage {
        public Cancel {
            Protocol.check("cancel", version);
        }
    }

    /** Stop and say nothing: the attempt has lost its lease and another may run. */
    record Fenced(int version, UUID run, int attempt) implements ControlMessage {
        public Fenced {
            Protocol.check("fence", version);
        }
    }
}

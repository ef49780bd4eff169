package io.trainyard.contract.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/**
 * A run on its way to a worker. Holding it gives no right to anything: the worker claims the run
 * first.
 *
 * @param spec the complete tree of an {@link io.trainyard.contract.spec.ExperimentSpec}
 */
public record TaskMessage(
        int version, UUID run, String pool, ObjectNode spec, Instant publishedAt) {
    public TaskMessage {
        Protocol.check("task", version);
    }
}

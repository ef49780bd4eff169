package io.trainyard.orchestrator.queue.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.message.Protocol;
import io.trainyard.contract.message.TaskMessage;
import io.trainyard.contract.spec.ExperimentSpec.Resources;
import io.trainyard.orchestrator.store.Outbox;
import io.trainyard.orchestrator.store.Publications.Candidate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Puts runs on their way to their pool's workers. */
@ApplicationScoped
class TaskRecords {
    private final Outbox outbox;
    private final Clock clock;

    TaskRecords(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    void add(Candidate run) {
        outbox.add(
                Protocol.tasks(run.pool()),
                run.id().toString(),
                new TaskMessage(
                        Protocol.VERSION, run.id(), run.pool(), task(run.spec()), clock.instant()));
    }

    /**
     * The spec without what only the queue reads: an older worker refuses keys it does not know.
     */
    private static ObjectNode task(String spec) {
        ObjectNode tree = tree(spec);
        if (tree.path("resources") instanceof ObjectNode resources) {
            var _ = resources.remove(Resources.QUEUE_KEYS);
        }
        return tree;
    }

    private static ObjectNode tree(String spec) {
        try {
            return Wire.json().readValue(spec, ObjectNode.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a stored spec is a JSON object", impossible);
        }
    }
}

package io.trainyard.contract.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.trainyard.contract.catalogue.Catalogue;
import java.util.List;
import java.util.UUID;

/** A worker about itself, on {@code trainyard.heartbeats}, keyed by worker. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorkerMessage.Announce.class, name = "announce"),
    @JsonSubTypes.Type(value = WorkerMessage.Beat.class, name = "beat"),
    @JsonSubTypes.Type(value = WorkerMessage.Goodbye.class, name = "goodbye"),
})
public sealed interface WorkerMessage {
    int version();

    /** Unique for one life of one agent: a restarted agent has another. */
    String worker();

    /**
     * At start, and again whenever the orchestrator may have forgotten.
     *
     * @param host the machine's name
     * @param slots tasks it runs at a time
     * @param device such as {@code cpu}
     * @param catalogue what it can run
     */
    record Announce(
            int version,
            String worker,
            String host,
            String pool,
            int slots,
            String device,
            Catalogue catalogue)
            implements WorkerMessage {
        public Announce {
            Protocol.check("worker announcement", version);
        }
    }

    /** Every heartbeat interval: extends the lease of each attempt it names. */
    record Beat(int version, String worker, String pool, int slots, List<Running> running)
            implements WorkerMessage {
        public Beat {
            Protocol.check("heartbeat", version);
            running = List.copyOf(running);
        }
    }

    /** An orderly end: its slots are gone. */
    record Goodbye(int version, String worker) implements WorkerMessage {
        public Goodbye {
            Protocol.check("goodbye", version);
        }
    }

    /** An attempt in progress. */
    record Running(UUID run, int attempt, long step) {}
}

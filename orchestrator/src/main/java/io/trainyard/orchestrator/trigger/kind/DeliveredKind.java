package io.trainyard.orchestrator.trigger.kind;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A kind that is told from outside, by someone who shares a secret. */
public interface DeliveredKind extends TriggerKind {
    /** A new secret, for a definition that brings none. */
    String newSecret();

    /** What is wrong with a secret that a definition brings, without repeating it. */
    Optional<String> objectionTo(String secret);

    /** Judges a delivery. Takes as long for a nearly right signature as for a wrong one. */
    Judgement judge(Delivery delivery, String secret, Instant now);

    /** Headers by name, in any case, and the body as it came. Never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    record Delivery(Function<String, @Nullable String> headers, byte[] body) {}

    /** What a delivery is. */
    sealed interface Judgement {
        /** From someone who knows the secret, now. */
        record Genuine(Occurrence occurrence) implements Judgement {}

        /**
         * Not to be believed.
         *
         * @param fault one word of a closed set, by which such deliveries are counted
         */
        record Forged(String fault, String reason) implements Judgement {}
    }

    /** The names of all faults. */
    List<String> faults();
}

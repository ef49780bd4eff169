package io.trainyard.orchestrator.trigger.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.contract.spec.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A kind of trigger: how reasons for a run are seen. Stateless and safe for several threads. */
public interface TriggerKind {
    /** The name a definition uses, lower snake case. */
    String name();

    /** One line for a user. */
    String summary();

    /** The parameters beside {@code kind}, with their defaults. */
    Schema parameters();

    /** Those parameters that nobody may see again. */
    default Set<String> secrets() {
        return Set.of();
    }

    /** The debounce where a definition gives none. */
    default Duration usualDebounce() {
        return Duration.ZERO;
    }

    /**
     * Whether a change stays true until the next one, as a folder's content does. One that comes
     * too early then waits instead of being dropped, so that the last change is never lost.
     */
    default boolean isLasting() {
        return false;
    }

    /**
     * Checks what a schema cannot say, of parameters that are right by themselves.
     *
     * @param parameters complete, without secrets
     * @param now PostgreSQL's clock
     */
    List<Problem> check(ObjectNode parameters, Instant now);

    /** Its next occurrences, as far as they are known before they happen. */
    default List<Instant> upcoming(ObjectNode parameters, Instant now, int count) {
        return List.of();
    }
}

package io.trainyard.orchestrator.trigger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.orchestrator.trigger.kind.TriggerKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A checked definition.
 *
 * @param parameters complete, without secrets
 * @param secret as given, or null
 * @param spec the template as it was written
 */
record Definition(
        String name,
        TriggerKind kind,
        ObjectNode parameters,
        @Nullable String secret,
        Duration debounce,
        Duration cooldown,
        ObjectNode spec) {
    Policy policy() {
        return new Policy(debounce, cooldown, kind.isLasting());
    }

    /** Without the secret, which must not reach a log. */
    @Override
    public String toString() {
        return "trigger %s (%s)".formatted(name, kind.name());
    }
}

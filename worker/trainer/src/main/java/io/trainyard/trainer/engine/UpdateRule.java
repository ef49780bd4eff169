package io.trainyard.trainer.engine;

import java.util.HashSet;
import java.util.List;

/**
 * How an optimizer changes the parameters of one group, in TorchScript.
 *
 * @param slots the state it keeps beside each parameter; each is a list in the script, under its
 *     name
 * @param script statements over the lists {@code params} and {@code gradients}, the slots, and the
 *     float64 scalar {@code lr}
 * @param cyclesMomentum whether they are also over the float64 scalar {@code momentum}
 */
public record UpdateRule(List<Slot> slots, List<String> script, boolean cyclesMomentum) {
    public UpdateRule {
        slots = List.copyOf(slots);
        script = List.copyOf(script);
        if (new HashSet<>(slots).size() != slots.size()) {
            throw new IllegalArgumentException("two slots share a name: " + slots);
        }
    }

    /** A rule whose momentum, if any, is a constant. */
    public UpdateRule(List<Slot> slots, List<String> script) {
        this(slots, script, false);
    }

    /**
     * State kept beside each parameter; starts as zeros.
     *
     * @param name torch's name in the optimizer's state_dict, such as {@code exp_avg}
     * @param perElement shaped like the parameter; else a float32 scalar
     */
    public record Slot(String name, boolean perElement) {}

    /** For evaluation: nothing changes. */
    public static UpdateRule none() {
        return new UpdateRule(List.of(), List.of());
    }
}

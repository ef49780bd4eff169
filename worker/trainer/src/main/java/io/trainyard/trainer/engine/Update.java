package io.trainyard.trainer.engine;

import io.trainyard.trainer.engine.UpdateRule.Slot;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One update of all parameters: what becomes of the gradients first, then each group's rule.
 *
 * @param groups which parameters change how; all rules keep the same slots
 * @param rates learning rates that a step is given, one a place; where rules cycle the momentum,
 *     that is behind them, in the last place
 * @param clipping of the gradients
 * @param accumulates whether gradients of several batches make one update
 */
public record Update(List<Group> groups, int rates, Clipping clipping, boolean accumulates) {
    public Update {
        groups = List.copyOf(groups);
        if (groups.stream().map(group -> group.rule().slots()).distinct().count() > 1) {
            throw new IllegalArgumentException("two groups keep different state");
        }
    }

    /**
     * Parameters that change in one way.
     *
     * @param parameters their names, in any order
     * @param rate the place of their learning rate
     * @param rule how they change
     */
    public record Group(Set<String> parameters, int rate, UpdateRule rule) {
        public Group {
            parameters = Set.copyOf(parameters);
        }
    }

    /**
     * Bounds on the gradients.
     *
     * @param value largest size of an element, applied first; null for none
     *     (torch.nn.utils.clip_grad_value_)
     * @param norm largest 2-norm of all gradients together; null for none
     *     (torch.nn.utils.clip_grad_norm_)
     */
    public record Clipping(@Nullable Double value, @Nullable Double norm) {
        /** Gradients as they are. */
        public static final Clipping NONE = new Clipping(null, null);
    }

    /** One rule and one rate for all parameters. */
    public static Update ofAll(Set<String> parameters, UpdateRule rule) {
        return new Update(List.of(new Group(parameters, 0, rule)), 1, Clipping.NONE, false);
    }

    /** The state kept beside each parameter. */
    List<Slot> slots() {
        return groups.isEmpty() ? List.of() : groups.getFirst().rule().slots();
    }
}

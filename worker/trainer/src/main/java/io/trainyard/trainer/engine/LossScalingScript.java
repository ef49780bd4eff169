package io.trainyard.trainer.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * torch.amp.GradScaler in TorchScript: gradients of the scaled loss are brought back; where one of
 * them is not finite the update is left out and the scale halved, and after 2,000 updates without
 * that it doubles. {@code scaler} holds the scale and the count, both of one element.
 */
final class LossScalingScript {
    /** GradScaler's defaults: init_scale, growth_factor, backoff_factor, growth_interval. */
    static final double FIRST_SCALE = 65_536;

    private static final String GROWTH = "2., 0.5, 2000";

    private LossScalingScript() {}

    /** The statements of an update over {@code gradients}, made only where all are finite. */
    static List<String> around(List<String> update) {
        List<String> lines = new ArrayList<>();
        lines.add("found = torch.zeros_like(scaler[0])");
        lines.add(
                "torch._amp_foreach_non_finite_check_and_unscale_(gradients, found, torch.reciprocal(scaler[0]))");
        lines.add("if bool(torch.eq(found, 0)):");
        update.forEach(line -> lines.add("  " + line));
        // The kernel counts in int32.
        lines.add("tracker = torch.to(scaler[1], 3)");
        lines.add(
                "scaled = torch._amp_update_scale_(scaler[0], tracker, found, %s)"
                        .formatted(GROWTH));
        lines.add("counted = torch.copy_(scaler[1], tracker)");
        return lines;
    }
}

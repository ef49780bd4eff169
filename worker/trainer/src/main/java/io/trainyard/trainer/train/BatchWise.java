package io.trainyard.trainer.train;

import io.trainyard.contract.spec.ComponentSpec;
import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.trainer.augment.BatchAugmentations;
import io.trainyard.trainer.augment.BatchTransform;
import java.util.List;

/** The part of a spec's augmentation that changes batches: at most one, at the list's end. */
final class BatchWise {
    private BatchWise() {}

    /** Whether there is one. */
    static boolean isIn(ExperimentSpec spec) {
        return spec.augmentation().stream().anyMatch(BatchWise::isBatchWise);
    }

    /** Its transform. */
    static BatchTransform mixer(ExperimentSpec spec) {
        if (!isIn(spec)) {
            return BatchTransform.NONE;
        }
        ComponentSpec last = spec.augmentation().getLast();
        return BatchAugmentations.REGISTRY.named(last.kind()).transform(last.parameters());
    }

    /**
     * The list without it.
     *
     * @throws IllegalArgumentException where one stands before the end
     */
    static List<ComponentSpec> others(ExperimentSpec spec) {
        List<ComponentSpec> all = spec.augmentation();
        List<ComponentSpec> others = isIn(spec) ? all.subList(0, all.size() - 1) : all;
        for (ComponentSpec each : others) {
            if (isBatchWise(each)) {
                throw new IllegalArgumentException(
                        "augmentation '%s' mixes whole batches, once: only the last of the list can"
                                .formatted(each.kind()));
            }
        }
        return others;
    }

    private static boolean isBatchWise(ComponentSpec augmentation) {
        return BatchAugmentations.REGISTRY.find(augmentation.kind()).isPresent();
    }
}

package io.trainyard.trainer.train;

import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.trainer.augment.Augmentations;
import io.trainyard.trainer.image.Pixels;
import org.jspecify.annotations.Nullable;

/**
 * Which view of each training image an epoch sees: its own where the augmentation is random, unless
 * the spec has epochs take turns among a few.
 *
 * @param augmenter that makes them
 * @param count of views that take turns, numbered from 1; 0 where the images stay as they are, and
 *     null where every epoch has its own
 */
record TrainingViews(Augmenter augmenter, @Nullable Integer count) {
    static TrainingViews of(Plan plan) {
        return new TrainingViews(plan.augmenter(), count(plan.spec()));
    }

    private static @Nullable Integer count(ExperimentSpec spec) {
        if (BatchWise.others(spec).isEmpty()) {
            return 0;
        }
        boolean random =
                BatchWise.others(spec).stream()
                        .anyMatch(each ->
                                Augmentations.REGISTRY
                                        .named(each.kind())
                                        .isRandom(each.parameters()));
        return random ? spec.training().cachedViews() : Integer.valueOf(1);
    }

    /** What the images become in an epoch, counted from 1. */
    Feeder.Preparation in(int epoch) {
        int view =
                count == null
                        ? epoch
                        : count == 0 ? Feeder.Preparation.AS_THEY_ARE : (epoch - 1) % count + 1;
        return new Feeder.Preparation() {
            @Override
            public int view() {
                return view;
            }

            @Override
            public Pixels prepare(Pixels image, int index) {
                return augmenter.apply(image, view, index);
            }
        };
    }
}

package io.trainyard.trainer.train;

import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.trainer.augment.Augmentations;
import io.trainyard.trainer.augment.Transform;
import io.trainyard.trainer.image.Pixels;
import io.trainyard.trainer.seed.Seed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which view of each training image an epoch sees: its own where the augmentation is random, unless
 * the spec has epochs take turns among a few.
 *
 * @param transforms in order
 * @param count of views that take turns, numbered from 1; 0 where the images stay as they are, and
 *     null where every epoch has its own
 * @param seed of the run
 */
record TrainingViews(List<Transform> transforms, @Nullable Integer count, Seed seed) {
    static TrainingViews of(Plan plan) {
        return new TrainingViews(plan.transforms(), count(plan.spec()), plan.seed());
    }

    private static @Nullable Integer count(ExperimentSpec spec) {
        if (spec.augmentation().isEmpty()) {
            return 0;
        }
        boolean random =
                spec.augmentation().stream()
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
                return transformed(image, seed.with("augment").with(view).with(index));
            }
        };
    }

    private Pixels transformed(Pixels image, Seed sample) {
        Pixels changed = image;
        for (int place = 0; place < transforms.size(); place++) {
            changed = transforms.get(place).apply(changed, sample.with(place).random());
        }
        return changed;
    }
}

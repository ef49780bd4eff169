package io.trainyard.trainer.train;

import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.contract.spec.ExperimentSpec.Head;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.data.Dataset;
import io.trainyard.trainer.data.Locations;
import io.trainyard.trainer.engine.Techniques.Distillation;
import io.trainyard.trainer.engine.TrainableNetwork;
import io.trainyard.trainer.engine.graph.InvalidNetworkException;
import io.trainyard.trainer.engine.graph.Network;
import org.jspecify.annotations.Nullable;

/** The teacher that a run learns from. */
final class Distilling {
    private Distilling() {}

    /**
     * The teacher for a dataset's images and classes; null where a spec has none.
     *
     * @throws IllegalArgumentException with a sentence where it cannot take the images
     */
    static @Nullable Distillation of(ExperimentSpec spec, Dataset dataset) {
        var distillation = spec.training().distillation();
        if (distillation == null) {
            return null;
        }
        var architecture = distillation.teacher().architecture();
        try {
            Network teacher =
                    Architectures.REGISTRY
                            .named(architecture.kind())
                            .build(
                                    architecture.parameters(),
                                    dataset.sample(),
                                    dataset.classes().size());
            return new Distillation(teacher, distillation.temperature(), distillation.alpha());
        } catch (InvalidNetworkException mismatch) {
            throw new IllegalArgumentException(
                    "training.distillation.teacher: " + mismatch.getMessage(), mismatch);
        }
    }

    /**
     * Loads its weights, which must fit to the last tensor; does nothing where there is none.
     *
     * @throws io.trainyard.trainer.failure.RunFailedException with WEIGHTS_INVALID
     */
    static void load(
            TrainableNetwork network, Plan plan, Locations locations, EventSink events) {
        var distillation = plan.spec().training().distillation();
        Distillation recipe = plan.recipe().techniques().distillation();
        if (distillation != null && recipe != null) {
            StartingWeights.load(
                    recipe.teacher(),
                    distillation.teacher().weights(),
                    Head.KEEP,
                    locations,
                    events,
                    network::teach);
        }
    }
}

package io.trainyard.trainer.loss;

import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.trainer.component.Registry;
import java.util.List;

/** Every loss. */
public final class Losses {
    public static final Registry<Loss> REGISTRY =
            new Registry<>(ComponentType.LOSS, List.of(new CrossEntropy(), new Focal()));

    private Losses() {}
}

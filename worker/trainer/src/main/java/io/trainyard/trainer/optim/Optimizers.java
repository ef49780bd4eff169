package io.trainyard.trainer.optim;

import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.trainer.component.Registry;
import java.util.List;

/** Every optimizer. */
public final class Optimizers {
    public static final Registry<Optimizer> REGISTRY =
            new Registry<>(
                    ComponentType.OPTIMIZER,
                    List.of(
                            new Sgd(),
                            new Adam(),
                            new AdamW(),
                            new RmsProp(),
                            new Lamb(),
                            new Lars()));

    private Optimizers() {}
}

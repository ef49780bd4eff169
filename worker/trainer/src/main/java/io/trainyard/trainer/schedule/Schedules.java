package io.trainyard.trainer.schedule;

import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.trainer.component.Registry;
import java.util.List;

/** Every schedule. */
public final class Schedules {
    public static final Registry<Schedule> REGISTRY =
            new Registry<>(
                    ComponentType.SCHEDULE,
                    List.of(
                            new Constant(),
                            new Step(),
                            new MultiStep(),
                            new Exponential(),
                            new Polynomial(),
                            new Cosine(),
                            new CosineRestarts(),
                            new ReduceOnPlateau(),
                            new OneCycle()));

    private Schedules() {}
}

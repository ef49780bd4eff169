package io.trainyard.trainer.catalogue;

import io.trainyard.contract.catalogue.Catalogue;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.augment.Augmentations;
import io.trainyard.trainer.augment.BatchAugmentations;
import io.trainyard.trainer.component.Component;
import io.trainyard.trainer.component.Registry;
import io.trainyard.trainer.data.DatasetFormats;
import io.trainyard.trainer.loss.Losses;
import io.trainyard.trainer.optim.Optimizers;
import io.trainyard.trainer.schedule.Schedules;
import java.util.List;
import java.util.Optional;

/** Every component of this build. */
public final class Components {
    /** One registry a kind of factory. */
    public static final List<Registry<? extends Component>> REGISTRIES =
            List.of(
                    DatasetFormats.REGISTRY,
                    Architectures.REGISTRY,
                    Augmentations.REGISTRY,
                    BatchAugmentations.REGISTRY,
                    Optimizers.REGISTRY,
                    Schedules.REGISTRY,
                    Losses.REGISTRY);

    private Components() {}

    /** The descriptors of all of them. */
    public static Catalogue catalogue() {
        String version =
                Optional.ofNullable(Components.class.getPackage().getImplementationVersion())
                        .orElse("dev");
        return catalogue(version);
    }

    static Catalogue catalogue(String version) {
        return new Catalogue(
                version,
                REGISTRIES.stream()
                        .flatMap(registry -> registry.all().stream())
                        .map(Component::descriptor)
                        .toList());
    }
}

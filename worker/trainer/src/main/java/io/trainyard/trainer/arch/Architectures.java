package io.trainyard.trainer.arch;

import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.trainer.component.Registry;
import java.util.List;

/** Every architecture. */
public final class Architectures {
    public static final Registry<Architecture> REGISTRY =
            new Registry<>(
                    ComponentType.ARCHITECTURE,
                    List.of(
                            new LeNet5(),
                            new CifarResNet(20),
                            new CifarResNet(32),
                            new CifarResNet(44),
                            new CifarResNet(56)));

    private Architectures() {}
}

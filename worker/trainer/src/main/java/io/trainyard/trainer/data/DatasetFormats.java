package io.trainyard.trainer.data;

import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.trainer.component.Registry;
import java.util.List;

/** Every dataset format. */
public final class DatasetFormats {
    public static final Registry<DatasetFormat> REGISTRY =
            new Registry<>(
                    ComponentType.DATASET,
                    List.of(
                            new Digits(),
                            new ClassFolder(),
                            new CsvManifest(),
                            new MnistIdx(),
                            new CifarBinary(),
                            KnownMnist.MNIST,
                            KnownMnist.FASHION,
                            KnownCifar.TEN,
                            KnownCifar.HUNDRED));

    private DatasetFormats() {}
}

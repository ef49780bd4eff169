package io.trainyard.trainer.train;

import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.trainer.data.DataRequest;
import io.trainyard.trainer.data.Dataset;
import io.trainyard.trainer.data.DatasetFormats;
import io.trainyard.trainer.data.ImageLoader;
import io.trainyard.trainer.data.Locations;
import io.trainyard.trainer.data.Split;
import java.util.Set;
import java.util.function.Consumer;

/** The dataset that a spec names, as its network takes images. */
public final class OpenedData {
    private OpenedData() {}

    /**
     * Opens it.
     *
     * @param notices takes sentences, such as an image that cannot be read
     * @throws io.trainyard.trainer.failure.RunFailedException where it cannot be had
     */
    public static Dataset of(
            ExperimentSpec spec,
            Locations locations,
            Set<Split> splits,
            ImageLoader loader,
            Consumer<String> notices) {
        return DatasetFormats.REGISTRY
                .named(spec.dataset().kind())
                .open(
                        spec.dataset().parameters(),
                        new DataRequest(
                                Plan.fit(spec),
                                Plan.wantsOriginals(spec),
                                splits,
                                spec.training().seed(),
                                locations,
                                loader,
                                notices));
    }
}

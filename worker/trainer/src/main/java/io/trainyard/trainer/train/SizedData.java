package io.trainyard.trainer.train;

import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.trainer.data.Dataset;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The dataset at one size at a time: it is opened again where a phase has another. */
final class SizedData implements AutoCloseable {
    private final Function<ExperimentSpec, Dataset> opener;
    private @Nullable Dataset open;
    private int size;

    SizedData(Function<ExperimentSpec, Dataset> opener) {
        this.opener = opener;
    }

    /** The dataset for a spec; that of another size can no longer be used. */
    Dataset at(ExperimentSpec spec) {
        Dataset dataset = open;
        if (dataset == null || size != Plan.inputSize(spec)) {
            close();
            dataset = opener.apply(spec);
            size = Plan.inputSize(spec);
            open = dataset;
        }
        return dataset;
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}

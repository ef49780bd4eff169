package io.trainyard.trainer.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.data.CifarFiles.Labels;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * CIFAR-10 and CIFAR-100: 50,000 colour images of 32x32 to train, 10,000 to test. Addresses and
 * checksums are those of Krizhevsky's page, https://www.cs.toronto.edu/~kriz/cifar.html.
 *
 * @param name in specs
 * @param summary one line for a user
 * @param location of the binary version, with its checksum
 * @param twoLabels whether an image has a fine and a coarse one
 */
record KnownCifar(String name, String summary, String location, boolean twoLabels)
        implements DatasetFormat {
    static final KnownCifar TEN =
            new KnownCifar(
                    "cifar10",
                    "60,000 pictures of 10 classes (Krizhevsky, 2009), fetched",
                    "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz#md5=c32a1d4ab5d03f1284b67883e8d87530",
                    false);

    static final KnownCifar HUNDRED =
            new KnownCifar(
                    "cifar100",
                    "60,000 pictures of 100 classes (Krizhevsky, 2009), fetched",
                    "https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz#md5=03b5dce01913d631647c71ecec9e9cb8",
                    true);

    /** The parameters. */
    record Config(@Nullable Labels labels, double validationFraction) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.DATASET,
                name,
                summary,
                Schema.object()
                        .also(schema -> twoLabels ? CifarBinary.addLabels(schema) : schema)
                        .also(HeldOut::addValidationTo));
    }

    @Override
    public Dataset open(ObjectNode parameters, DataRequest request) {
        Config config = Parameters.bind(parameters, Config.class);
        return CifarBinary.open(
                request.locate(location),
                Objects.requireNonNullElse(config.labels, Labels.FINE),
                config.validationFraction,
                request);
    }
}

package io.trainyard.trainer.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.failure.RunFailedException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * The binary version of CIFAR-10 and CIFAR-100 (Krizhevsky, "Learning Multiple Layers of Features
 * from Tiny Images", 2009), told apart by the names of their files.
 */
final class CifarBinary implements DatasetFormat {
    private static final int RGB = 3;

    /** The parameters. */
    record Config(String path, CifarFiles.Labels labels, double validationFraction) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.DATASET,
                "cifar_binary",
                "CIFAR-10 or CIFAR-100 in their binary version",
                Schema.object()
                        .require(
                                "path",
                                "the .tar.gz, or the folder it unpacks to",
                                SplitPaths.location())
                        .also(CifarBinary::addLabels)
                        .also(HeldOut::addValidationTo));
    }

    /** CIFAR-100 has two labels an image. */
    static Schema addLabels(Schema schema) {
        return schema.with(
                "labels",
                "of CIFAR-100: its 100 classes, or the 20 that they belong to",
                Schema.choice("fine", "coarse").defaultsTo("fine"));
    }

    @Override
    public Dataset open(ObjectNode parameters, DataRequest request) {
        Config config = Parameters.bind(parameters, Config.class);
        return open(request.locate(config.path), config.labels, config.validationFraction, request);
    }

    /** The dataset of an archive or folder. */
    static Dataset open(
            Path path, CifarFiles.Labels labels, double validationFraction, DataRequest request) {
        CifarFiles files =
                CifarFiles.read(path, request.roots())
                        .orElseThrow(() ->
                                new RunFailedException(
                                        FailureKind.DATA_MISSING,
                                        "'%s' holds neither CIFAR-10's data_batch_1.bin to data_batch_5.bin and test_batch.bin nor CIFAR-100's train.bin and test.bin"
                                                .formatted(path)));
        Map<Split, ImageSet> splits = new EnumMap<>(Split.class);
        splits.put(Split.TRAIN, files.images(Split.TRAIN, labels, request.fit(Split.TRAIN)));
        splits.put(Split.TEST, files.images(Split.TEST, labels, request.fit(Split.TEST)));
        Dataset dataset =
                new Dataset(
                        files.classes(labels),
                        TensorShape.of(RGB, request.size(), request.size()),
                        splits,
                        List.of());
        return new HeldOut(0, validationFraction)
                .applyTo(dataset, EnumSet.of(Split.TRAIN, Split.TEST), request);
    }
}

package io.trainyard.trainer.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.fetch.RemoteFile;
import io.trainyard.trainer.image.Fit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Grey images in IDX files, as MNIST, Fashion-MNIST, KMNIST and EMNIST come: the labels of {@code
 * train-images-idx3-ubyte.gz} lie beside it in {@code train-labels-idx1-ubyte.gz}.
 */
final class MnistIdx implements DatasetFormat {
    /** The parameters. */
    record Config(
            @Nullable String train,
            @Nullable String validation,
            @Nullable String test,
            List<String> classes,
            boolean rgb,
            double testFraction,
            double validationFraction) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.DATASET,
                "mnist_idx",
                "grey images in IDX files, gzipped or not, each beside its labels",
                SplitPaths.addTo(Schema.object(), "IDX file")
                        .with(
                                "classes",
                                "names in the order of the labels; none: the labels themselves",
                                Schema.listOf(Schema.text().size(1, 200)).defaultsTo(List.of()))
                        .also(MnistIdx::addRgb));
    }

    /** Networks that were trained on colour take grey images in three channels. */
    static Schema addRgb(Schema schema) {
        return schema.with(
                "rgb",
                "spreads grey over red, green and blue, for weights that were trained on colour",
                Schema.flag().defaultsTo(false));
    }

    @Override
    public Dataset open(ObjectNode parameters, DataRequest request) {
        Config config = Parameters.bind(parameters, Config.class);
        SplitPaths paths = SplitPaths.of(config.train, config.validation, config.test);
        paths.locations().values().stream()
                .filter(RemoteFile::isAddress)
                .findFirst()
                .ifPresent(MnistIdx::refuse);
        return paths.open(
                request,
                new HeldOut(config.testFraction, config.validationFraction),
                sample(config.rgb, request),
                (split, images, classes, _) ->
                        read(
                                images,
                                request.locate(labelsOf(images).toString()),
                                classes.isEmpty() ? named(classes, config.classes) : classes,
                                config.rgb,
                                request.fit(split)));
    }

    /** Shape of the images that are handed out. */
    static TensorShape sample(boolean rgb, DataRequest request) {
        return TensorShape.of(channels(rgb), request.size(), request.size());
    }

    private static int channels(boolean rgb) {
        return rgb ? 3 : 1;
    }

    /** Each file of the network has a checksum of its own, and the labels' is not known. */
    private static void refuse(String address) {
        throw new RunFailedException(
                FailureKind.SPEC_INVALID,
                "mnist_idx reads files of this machine, and '%s' is not: its labels lie elsewhere; fetch both, or use mnist or fashion_mnist"
                        .formatted(address));
    }

    private static List<String> named(List<String> classes, List<String> names) {
        classes.addAll(names);
        return classes;
    }

    /** By MNIST's names. */
    static Path labelsOf(Path images) {
        String name = String.valueOf(images.getFileName());
        String labels = name.replace("images", "labels").replace("idx3", "idx1");
        if (labels.equals(name)) {
            throw new RunFailedException(
                    FailureKind.DATA_MISSING,
                    "'%s' does not tell where its labels lie: name it as MNIST does, such as 'train-images-idx3-ubyte.gz' beside 'train-labels-idx1-ubyte.gz'"
                            .formatted(images));
        }
        return images.resolveSibling(labels);
    }

    /**
     * The images of one split.
     *
     * @param classes filled with the labels themselves where it is empty
     */
    static ImageSet read(
            Path imagesFile, Path labelsFile, List<String> classes, boolean rgb, Fit fit) {
        Idx.Images images = reading(imagesFile, Idx::images);
        int[] labels = reading(labelsFile, Idx::labels);
        if (labels.length != images.count()) {
            throw new RunFailedException(
                    FailureKind.DATA_UNREADABLE,
                    "'%s' has %d images and '%s' %d labels; they do not belong together"
                            .formatted(imagesFile, images.count(), labelsFile, labels.length));
        }
        int highest = Arrays.stream(labels).max().orElse(0);
        if (classes.isEmpty()) {
            IntStream.rangeClosed(0, highest).mapToObj(String::valueOf).forEach(classes::add);
        }
        if (highest >= classes.size()) {
            throw new RunFailedException(
                    FailureKind.DATA_UNREADABLE,
                    "'%s' has the label %d, and the classes are %d: %s"
                            .formatted(labelsFile, highest, classes.size(), classes));
        }
        return new PixelBlock(images.bytes(), labels, images.shape(), channels(rgb), fit);
    }

    private interface FileReader<T> {
        T read(Path file) throws IOException;
    }

    private static <T> T reading(Path file, FileReader<T> reader) {
        try {
            return reader.read(file);
        } catch (IOException fault) {
            throw new RunFailedException(
                    FailureKind.DATA_UNREADABLE,
                    "'%s' cannot be read: %s".formatted(file, fault.getMessage()),
                    fault);
        }
    }
}

package io.trainyard.trainer.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * MNIST and the sets that share its files: 60,000 grey images of 28x28 to train, 10,000 to test.
 * Addresses and checksums are those of torchvision/datasets/mnist.py.
 *
 * @param name in specs
 * @param summary one line for a user
 * @param address of the folder that holds the four files
 * @param checksums MD5 of the training images and labels, then of the test ones
 * @param classes in the order of the labels
 */
record KnownMnist(
        String name, String summary, String address, List<String> checksums, List<String> classes)
        implements DatasetFormat {
    static final KnownMnist MNIST =
            new KnownMnist(
                    "mnist",
                    "70,000 handwritten digits (LeCun, Cortes and Burges, 1998), fetched",
                    "https://ossci-datasets.s3.amazonaws.com/mnist/",
                    List.of(
                            "f68b3c2dcbeaaa9fbdd348bbdeb94873",
                            "d53e105ee54ea40749a09fcbcd1e9432",
                            "9fb629c4189551a2d022fa330f9573f3",
                            "ec29112dd5afa0611ce80d1b7f02629c"),
                    List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));

    /** The authors' repository; the address in torchvision is the same files without TLS. */
    static final KnownMnist FASHION =
            new KnownMnist(
                    "fashion_mnist",
                    "70,000 pictures of clothes (Xiao, Rasul and Vollgraf, 2017), fetched",
                    "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
                    List.of(
                            "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
                            "25c81989df183df01b3e8a0aad5dffbe",
                            "bef4ecab320f06d8554ea6380940ec79",
                            "bb300cfdad3c16e7a12a480ee83cd310"),
                    List.of(
                            "T-shirt/top",
                            "Trouser",
                            "Pullover",
                            "Dress",
                            "Coat",
                            "Sandal",
                            "Shirt",
                            "Sneaker",
                            "Bag",
                            "Ankle boot"));

    private static final List<String> FILES =
            List.of(
                    "train-images-idx3-ubyte.gz",
                    "train-labels-idx1-ubyte.gz",
                    "t10k-images-idx3-ubyte.gz",
                    "t10k-labels-idx1-ubyte.gz");

    KnownMnist {
        checksums = List.copyOf(checksums);
        classes = List.copyOf(classes);
    }

    /** The parameters. */
    record Config(boolean rgb, double validationFraction) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.DATASET,
                name,
                summary,
                Schema.object().also(MnistIdx::addRgb).also(HeldOut::addValidationTo));
    }

    @Override
    public Dataset open(ObjectNode parameters, DataRequest request) {
        Config config = Parameters.bind(parameters, Config.class);
        Map<Split, ImageSet> splits = new EnumMap<>(Split.class);
        splits.put(Split.TRAIN, read(Split.TRAIN, 0, config.rgb, request));
        splits.put(Split.TEST, read(Split.TEST, 2, config.rgb, request));
        Dataset dataset =
                new Dataset(classes, MnistIdx.sample(config.rgb, request), splits, List.of());
        return new HeldOut(0, config.validationFraction)
                .applyTo(dataset, EnumSet.of(Split.TRAIN, Split.TEST), request);
    }

    private ImageSet read(Split split, int images, boolean rgb, DataRequest request) {
        return MnistIdx.read(
                request.locate(location(images)),
                request.locate(location(images + 1)),
                new ArrayList<>(classes),
                rgb,
                request.fit(split));
    }

    private String location(int file) {
        return "%s%s#md5=%s".formatted(address, FILES.get(file), checksums.get(file));
    }
}

package io.trainyard.trainer.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.data.PixelBlock.Shape;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.image.Fit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The files of CIFAR's binary version: records of one label (CIFAR-10) or a coarse and a fine one
 * (CIFAR-100), then 32x32 pixels, all red ones first.
 */
final class CifarFiles {
    private static final int EDGE = 32;
    private static final Shape SHAPE = new Shape(3, EDGE, EDGE);

    private final Path path;
    private final Variant variant;
    private final Map<String, byte[]> contents;

    private CifarFiles(Path path, Variant variant, Map<String, byte[]> contents) {
        this.path = path;
        this.variant = variant;
        this.contents = contents;
    }

    /** Which of CIFAR-100's labels. */
    enum Labels {
        @JsonProperty("fine")
        FINE,
        @JsonProperty("coarse")
        COARSE
    }

    /** CIFAR-10 or CIFAR-100. */
    private enum Variant {
        TEN(
                IntStream.rangeClosed(1, 5).mapToObj("data_batch_%d.bin"::formatted).toList(),
                "test_batch.bin",
                1,
                "batches.meta.txt",
                "batches.meta.txt"),
        HUNDRED(
                List.of("train.bin"),
                "test.bin",
                2,
                "fine_label_names.txt",
                "coarse_label_names.txt");

        private final List<String> train;
        private final String test;
        private final int labelBytes;
        private final String fineNames;
        private final String coarseNames;

        Variant(
                List<String> train,
                String test,
                int labelBytes,
                String fineNames,
                String coarseNames) {
            this.train = train;
            this.test = test;
            this.labelBytes = labelBytes;
            this.fineNames = fineNames;
            this.coarseNames = coarseNames;
        }

        private Stream<String> needed() {
            return Stream.concat(train.stream(), Stream.of(test));
        }

        private String names(Labels labels) {
            return labels == Labels.FINE ? fineNames : coarseNames;
        }

        private int classes(Labels labels) {
            if (this == TEN) {
                return 10;
            }
            return labels == Labels.FINE ? 100 : 20;
        }

        /** Where in a record its label stands: CIFAR-100's coarse one comes first. */
        private int place(Labels labels) {
            return this == HUNDRED && labels == Labels.FINE ? 1 : 0;
        }
    }

    /** The files of a folder or archive, if it holds all of a variant's. */
    static Optional<CifarFiles> read(Path path, DataRoots roots) {
        Set<String> names = new HashSet<>();
        for (Variant variant : Variant.values()) {
            variant.needed().forEach(names::add);
            names.add(variant.fineNames);
            names.add(variant.coarseNames);
        }
        Map<String, byte[]> contents = NamedFiles.read(path, names, roots);
        return Stream.of(Variant.values())
                .filter(variant -> variant.needed().allMatch(contents::containsKey))
                .findFirst()
                .map(variant -> new CifarFiles(path, variant, contents));
    }

    /** Class names; the labels themselves where the file of names is not there. */
    List<String> classes(Labels labels) {
        int count = variant.classes(labels);
        byte[] names = contents.get(variant.names(labels));
        List<String> lines =
                names == null
                        ? List.of()
                        : new String(names, StandardCharsets.UTF_8)
                                .lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .toList();
        return lines.size() == count
                ? lines
                : IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    /** The images of a split. */
    ImageSet images(Split split, Labels labels, Fit fit) {
        List<String> files = split == Split.TRAIN ? variant.train : List.of(variant.test);
        int record = variant.labelBytes + SHAPE.bytes();
        int count = 0;
        for (String file : files) {
            int length = content(file).length;
            if (length == 0 || length % record != 0) {
                throw damaged(
                        file,
                        "has %,d bytes, which are no whole number of records of %,d"
                                .formatted(length, record));
            }
            count = Math.addExact(count, length / record);
        }
        byte[] pixels = new byte[Math.multiplyExact(count, SHAPE.bytes())];
        int[] classes = new int[count];
        int image = 0;
        for (String file : files) {
            byte[] content = content(file);
            for (int from = 0; from < content.length; from += record) {
                classes[image] = label(file, content[from + variant.place(labels)], labels);
                System.arraycopy(
                        content,
                        from + variant.labelBytes,
                        pixels,
                        image * SHAPE.bytes(),
                        SHAPE.bytes());
                image++;
            }
        }
        return new PixelBlock(pixels, classes, SHAPE, SHAPE.channels(), fit);
    }

    private int label(String file, byte value, Labels labels) {
        int label = Byte.toUnsignedInt(value);
        if (label >= variant.classes(labels)) {
            throw damaged(
                    file,
                    "has the label %d; there are %d classes"
                            .formatted(label, variant.classes(labels)));
        }
        return label;
    }

    private byte[] content(String file) {
        return contents.getOrDefault(file, new byte[0]);
    }

    private RunFailedException damaged(String file, String fault) {
        return new RunFailedException(
                FailureKind.DATA_UNREADABLE, "'%s' in '%s' %s".formatted(file, path, fault));
    }
}

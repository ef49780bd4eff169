package io.trainyard.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.image.Pixels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class MnistIdxTest extends FormatTest {
    private static final String BOTH =
            """
            {"train": "FOLDER/train-images-idx3-ubyte.gz", "test": "FOLDER/t10k-images-idx3-ubyte"}
            """;

    @Test
    void imagesAndLabelsAreThoseOfTheFilesGzippedOrNot() throws IOException {
        // Given
        writePair("train", true, 3, new int[] {2, 0, 1});
        writePair("t10k", false, 1, new int[] {1});

        // When
        Dataset dataset = open(new MnistIdx(), BOTH, 2);

        // Then
        assertThat(dataset.classes()).containsExactly("0", "1", "2");
        assertThat(dataset.sample()).isEqualTo(TensorShape.of(1, 2, 2));
        ImageSet train = dataset.split(Split.TRAIN).orElseThrow();
        assertThat(train.count()).isEqualTo(3);
        assertThat(train.label(0)).isEqualTo(2);
        assertThat(train.image(1)).isEqualTo(new Pixels(1, 2, 2, new byte[] {4, 5, 6, 7}));
        assertThat(dataset.split(Split.TEST).orElseThrow().label(0)).isEqualTo(1);
    }

    @Test
    void greyIsSpreadWhereColourIsWanted() throws IOException {
        // Given
        writePair("train", true, 2, new int[] {0, 1});

        // When
        Dataset dataset =
                open(
                        new MnistIdx(),
                        """
                        {"train": "FOLDER/train-images-idx3-ubyte.gz", "rgb": true, "classes": ["no", "yes"]}
                        """,
                        2);

        // Then
        assertThat(dataset.classes()).containsExactly("no", "yes");
        assertThat(dataset.sample()).isEqualTo(TensorShape.of(3, 2, 2));
        assertThat(dataset.split(Split.TRAIN).orElseThrow().image(1))
                .isEqualTo(new Pixels(3, 2, 2, new byte[] {4, 5, 6, 7, 4, 5, 6, 7, 4, 5, 6, 7}));
    }

    @Test
    void filesThatDoNotGoTogetherAreRefused() throws IOException {
        writePair("train", true, 3, new int[] {0, 1});
        assertFails(
                () -> open(new MnistIdx(), BOTH, 2, Split.TRAIN),
                FailureKind.DATA_UNREADABLE,
                "3 images",
                "2 labels");

        writePair("train", true, 2, new int[] {0, 1});
        writePair("t10k", false, 1, new int[] {5});
        assertFails(
                () -> open(new MnistIdx(), BOTH, 2),
                FailureKind.DATA_UNREADABLE,
                "the label 5",
                "[0, 1]");

        Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
        assertFails(
                () -> open(new MnistIdx(), BOTH, 2),
                FailureKind.DATA_MISSING,
                "t10k-labels-idx1-ubyte");
    }

    @Test
    void aFileThatDeclaresMoreOrLessThanItHoldsIsRefused() throws IOException {
        writePair("train", false, 2, new int[] {0, 1});
        byte[] whole = Files.readAllBytes(folder.resolve("train-images-idx3-ubyte"));
        byte[] huge = whole.clone();
        ByteBuffer.wrap(huge).putInt(4, Integer.MAX_VALUE).putInt(8, Integer.MAX_VALUE);
        for (byte[] damaged :
                new byte[][] {
                    Arrays.copyOf(whole, whole.length - 1),
                    Arrays.copyOf(whole, whole.length + 1),
                    Arrays.copyOf(whole, 6),
                    huge,
                    "GIF89a, not IDX".getBytes(java.nio.charset.StandardCharsets.US_ASCII)
                }) {
            Files.write(folder.resolve("train-images-idx3-ubyte"), damaged);
            assertFails(
                    () ->
                            open(
                                    new MnistIdx(),
                                    "{\"train\": \"FOLDER/train-images-idx3-ubyte\"}",
                                    2),
                    FailureKind.DATA_UNREADABLE,
                    "train-images-idx3-ubyte",
                    "cannot be read");
        }
    }

    private void writePair(String name, boolean zipped, int images, int[] labels)
            throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(16 + 4 * images);
        pixels.putInt(0x803).putInt(images).putInt(2).putInt(2);
        for (int value = 0; value < 4 * images; value++) {
            pixels.put((byte) value);
        }
        write(name + "-images-idx3-ubyte", zipped, pixels.array());
        ByteBuffer classes = ByteBuffer.allocate(8 + labels.length);
        classes.putInt(0x801).putInt(labels.length);
        Arrays.stream(labels).forEach(label -> classes.put((byte) label));
        write(name + "-labels-idx1-ubyte", zipped, classes.array());
    }

    private void write(String name, boolean zipped, byte[] content) throws IOException {
        Files.write(folder.resolve(zipped ? name + ".gz" : name), zipped ? gzip(content) : content);
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }
}

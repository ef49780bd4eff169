package io.trainyard.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.image.Pixels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CifarBinaryTest extends FormatTest {
    private static final String ARCHIVE = "{\"path\": \"FOLDER/cifar.tar.gz\"}";
    private static final String FOLDER = "{\"path\": \"FOLDER/cifar\"}";

    @Test
    void cifar10IsReadInTheOrderOfItsBatchesFromArchiveAndFolderAlike() throws IOException {
        // Given: batch n holds an image of class n
        Map<String, byte[]> files = ten();
        Files.write(folder.resolve("cifar.tar.gz"), MnistIdxTest.gzip(Tars.of(files)));
        Fixtures.folder(folder.resolve("cifar"), files);

        for (String place : List.of(ARCHIVE, FOLDER)) {
            // When
            Dataset dataset = open(new CifarBinary(), place, 32);

            // Then
            ImageSet train = dataset.split(Split.TRAIN).orElseThrow();
            assertThat(dataset.classes()).startsWith("airplane", "automobile").hasSize(10);
            assertThat(IntStream.range(0, 5).map(train::label)).containsExactly(1, 2, 3, 4, 5);
            assertThat(train.image(2)).isEqualTo(new Pixels(3, 32, 32, planes(3)));
            assertThat(dataset.split(Split.TEST).orElseThrow().label(0)).isEqualTo(9);
        }
    }

    @Test
    void cifar100HasFineAndCoarseLabels() throws IOException {
        // Given
        Fixtures.folder(
                folder.resolve("cifar"),
                Map.of(
                        "train.bin", record(planes(1), 4, 71),
                        "test.bin", record(planes(2), 19, 99)));

        // When
        Dataset fine = open(new CifarBinary(), FOLDER, 32);
        Dataset coarse =
                open(new CifarBinary(), "{\"path\": \"FOLDER/cifar\", \"labels\": \"coarse\"}", 32);

        // Then
        assertThat(fine.classes()).hasSize(100);
        assertThat(fine.split(Split.TRAIN).orElseThrow().label(0)).isEqualTo(71);
        assertThat(coarse.classes()).hasSize(20);
        assertThat(coarse.split(Split.TEST).orElseThrow().label(0)).isEqualTo(19);
        assertThat(coarse.split(Split.TRAIN).orElseThrow().image(0))
                .isEqualTo(new Pixels(3, 32, 32, planes(1)));
    }

    @Test
    void whatIsMissingOrDamagedIsNamed() throws IOException {
        Map<String, byte[]> files = ten();
        files.remove("cifar-10-batches-bin/data_batch_4.bin");
        Fixtures.folder(folder.resolve("cifar"), files);
        assertFails(
                () -> open(new CifarBinary(), FOLDER, 32),
                FailureKind.DATA_MISSING,
                "data_batch_1.bin to data_batch_5.bin");

        Fixtures.folder(
                folder.resolve("cifar"),
                Map.of("cifar-10-batches-bin/data_batch_4.bin", new byte[3072]));
        assertFails(
                () -> open(new CifarBinary(), FOLDER, 32),
                FailureKind.DATA_UNREADABLE,
                "data_batch_4.bin",
                "3,072 bytes",
                "3,073");

        Fixtures.folder(
                folder.resolve("cifar"),
                Map.of("cifar-10-batches-bin/data_batch_4.bin", record(planes(0), 10)));
        assertFails(
                () -> open(new CifarBinary(), FOLDER, 32),
                FailureKind.DATA_UNREADABLE,
                "the label 10");

        Files.write(
                folder.resolve("cifar.tar.gz"),
                Arrays.copyOf(MnistIdxTest.gzip(Tars.of(ten())), 60));
        assertFails(
                () -> open(new CifarBinary(), ARCHIVE, 32),
                FailureKind.DATA_UNREADABLE,
                "cifar.tar.gz");
    }

    private static Map<String, byte[]> ten() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int batch = 1; batch <= 5; batch++) {
            files.put(
                    "cifar-10-batches-bin/data_batch_%d.bin".formatted(batch),
                    record(planes(batch), batch));
        }
        files.put("cifar-10-batches-bin/test_batch.bin", record(planes(9), 9));
        files.put(
                "cifar-10-batches-bin/batches.meta.txt",
                "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n"
                        .getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static byte[] record(byte[] planes, int... labels) {
        byte[] record = new byte[labels.length + planes.length];
        for (int place = 0; place < labels.length; place++) {
            record[place] = (byte) labels[place];
        }
        System.arraycopy(planes, 0, record, labels.length, planes.length);
        return record;
    }

    private static byte[] planes(int seed) {
        byte[] planes = new byte[3072];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = (byte) (i * 31 + seed);
        }
        return planes;
    }
}

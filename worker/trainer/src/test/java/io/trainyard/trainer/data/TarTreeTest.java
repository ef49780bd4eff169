package io.trainyard.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.message.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class TarTreeTest extends FormatTest {
    @Test
    void aTarAZippedTarAndAFolderAreTheSameDataset() throws IOException {
        // Given
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("images/猫/1.png", Fixtures.bytes("rgba.png"));
        files.put("images/" + "кот".repeat(30) + "/2.jpg", Fixtures.bytes("grey.jpg"));
        files.put("images/readme.txt", new byte[] {1});
        Fixtures.folder(folder.resolve("tree"), files);
        Files.write(folder.resolve("images.tar"), Tars.of(files));
        Files.write(folder.resolve("images.tgz"), MnistIdxTest.gzip(Tars.of(files)));

        // When
        try (Dataset tree = openTree("tree");
                Dataset tar = openTree("images.tar");
                Dataset zipped = openTree("images.tgz")) {
            // Then
            for (Dataset same : new Dataset[] {tar, zipped}) {
                assertThat(same.classes()).isEqualTo(tree.classes()).hasSize(2);
                for (int index = 0; index < 2; index++) {
                    assertThat(train(same).image(index)).isEqualTo(train(tree).image(index));
                    assertThat(train(same).label(index)).isEqualTo(train(tree).label(index));
                }
            }
        }
    }

    @Test
    void anUnpackedTarLeavesNothingBehind() throws IOException {
        // Given
        Files.write(
                folder.resolve("images.tgz"),
                MnistIdxTest.gzip(Tars.of(Map.of("a/1.png", Fixtures.bytes("rgba.png")))));
        long before = unpackedTars();

        // When
        TarTree tree = TarTree.open(folder.resolve("images.tgz"));
        assertThat(tree.read("a/1.png")).isEqualTo(Fixtures.bytes("rgba.png"));
        tree.close();

        // Then
        assertThat(unpackedTars()).isEqualTo(before);
    }

    @Test
    void entriesThatLeadOutAreRefusedAndLinksAreNoImages() throws IOException {
        Files.write(
                folder.resolve("images.tar"),
                Tars.of(Map.of("../a/1.png", Fixtures.bytes("rgba.png"))));
        assertFails(
                () -> openTree("images.tar"),
                FailureKind.DATA_UNREADABLE,
                "../a/1.png",
                "leads out of the archive");

        Files.write(folder.resolve("images.tar"), Tars.ofLink("a/1.png", "/etc/passwd"));
        assertFails(() -> openTree("images.tar"), FailureKind.DATA_MISSING, "no train images");
    }

    @Test
    void truncatedAndExplodingArchivesAreRefused() throws IOException {
        byte[] tar = Tars.of(Map.of("a/1.png", new byte[4000]));
        Files.write(folder.resolve("images.tar"), java.util.Arrays.copyOf(tar, 1024));
        assertFails(() -> openTree("images.tar"), FailureKind.DATA_UNREADABLE, "images.tar");

        try (OutputStream bomb =
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("images.tgz")))) {
            byte[] zeros = new byte[1 << 20];
            for (int block = 0; block < 80; block++) {
                new ByteArrayInputStream(zeros).transferTo(bomb);
            }
        }
        assertFails(
                () -> openTree("images.tgz"),
                FailureKind.DATA_UNREADABLE,
                "unpacks to more than 67,108,864 bytes");
    }

    private static long unpackedTars() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(
                            file -> String.valueOf(file.getFileName()).matches("trainyard-.*tar"))
                    .count();
        }
    }

    private static ImageSet train(Dataset dataset) {
        return dataset.split(Split.TRAIN).orElseThrow();
    }

    private Dataset openTree(String name) {
        return open(
                new ClassFolder(), "{\"train\": \"FOLDER/%s\"}".formatted(name), 8, Split.TRAIN);
    }
}

package io.trainyard.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.fetch.FileCache;
import io.trainyard.trainer.fetch.TlsServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The loading of known datasets, from a server of the test that stands for theirs. */
class KnownDatasetsTest extends FormatTest {
    private static final List<String> FILES =
            List.of(
                    "train-images-idx3-ubyte.gz",
                    "train-labels-idx1-ubyte.gz",
                    "t10k-images-idx3-ubyte.gz",
                    "t10k-labels-idx1-ubyte.gz");

    private TlsServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new TlsServer(folder);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Override
    Locations locations() {
        return new Locations(
                new DataRoots(List.of(folder)),
                new FileCache(
                        folder.resolve("cache"), server.download(1 << 20, Duration.ofSeconds(20))),
                notices::add,
                () -> false);
    }

    @Test
    void mnistIsFetchedOnceAndRead() throws IOException {
        // Given
        KnownMnist format = serveMnist();

        // When
        Dataset dataset = open(format, "{\"validationFraction\": 0.25}", 2);
        Dataset again = open(format, "{}", 2);

        // Then
        assertThat(dataset.classes()).containsExactly("low", "high");
        assertThat(dataset.sizes()).isEqualTo(Map.of("train", 6, "validation", 2, "test", 4));
        assertThat(again.split(Split.TEST).orElseThrow().image(3).value(0, 1, 1)).isEqualTo(3);
        assertThat(notices).filteredOn(notice -> notice.startsWith("fetching")).hasSize(4);
    }

    @Test
    void mnistThatChangedOnTheWayIsRefused() throws IOException {
        // Given
        KnownMnist format = serveMnist();
        KnownMnist other =
                new KnownMnist(
                        "known",
                        "changed",
                        format.address(),
                        List.of("0".repeat(32), "0".repeat(32), "0".repeat(32), "0".repeat(32)),
                        format.classes());

        // Then
        assertFails(
                () -> open(other, "{}", 2),
                FailureKind.FETCH_FAILED,
                "train-images-idx3-ubyte.gz",
                "md5",
                "nothing of it is used");
    }

    @Test
    void cifarIsFetchedAndRead() throws IOException {
        // Given
        Map<String, byte[]> files = new HashMap<>();
        for (String name :
                Stream.concat(
                                Stream.of("test_batch"),
                                Stream.iterate(1, n -> n + 1).limit(5).map(n -> "data_batch_" + n))
                        .toList()) {
            byte[] record = new byte[3073];
            record[0] = 7;
            files.put("cifar-10-batches-bin/%s.bin".formatted(name), record);
        }
        byte[] archive = MnistIdxTest.gzip(Tars.of(files));
        server.serve("/cifar-10-binary.tar.gz", archive);
        KnownCifar format =
                new KnownCifar(
                        "known",
                        "for the test",
                        server.address("/cifar-10-binary.tar.gz") + "#md5=" + md5(archive),
                        false);

        // When
        Dataset dataset = open(format, "{}", 32);

        // Then
        assertThat(dataset.sizes()).isEqualTo(Map.of("train", 5, "test", 1));
        assertThat(dataset.split(Split.TRAIN).orElseThrow().label(4)).isEqualTo(7);
    }

    @Test
    void anArchiveOfTheNetworkIsADatasetLikeOneOnDisk() throws IOException {
        // Given
        byte[] zip =
                Files.readAllBytes(
                        Fixtures.zip(
                                folder.resolve("pets.zip"),
                                Map.of(
                                        "cat/1.png", Fixtures.bytes("rgba.png"),
                                        "dog/2.jpg", Fixtures.bytes("grey.jpg"))));
        server.serve("/pets.zip", zip);

        // When
        Dataset dataset =
                open(
                        new ClassFolder(),
                        "{\"train\": \"%s#md5=%s\"}"
                                .formatted(server.address("/pets.zip"), md5(zip)),
                        8);

        // Then
        assertThat(dataset.classes()).containsExactly("cat", "dog");
        assertFails(
                () ->
                        open(
                                new ClassFolder(),
                                "{\"train\": \"%s\"}".formatted(server.address("/pets.zip")),
                                8),
                FailureKind.SPEC_INVALID,
                "has no checksum");
    }

    private KnownMnist serveMnist() throws IOException {
        List<String> checksums = new ArrayList<>();
        for (String name : FILES) {
            int count = name.startsWith("train") ? 8 : 4;
            byte[] content =
                    MnistIdxTest.gzip(name.contains("images") ? images(count) : labels(count));
            server.serve("/" + name, content);
            checksums.add(md5(content));
        }
        return new KnownMnist(
                "known",
                "for the test",
                server.address("/").toString(),
                checksums,
                List.of("low", "high"));
    }

    private static byte[] images(int count) {
        ByteBuffer images = ByteBuffer.allocate(16 + 4 * count);
        images.putInt(0x803).putInt(count).putInt(2).putInt(2);
        for (int pixel = 0; pixel < 4 * count; pixel++) {
            images.put((byte) (pixel / 4));
        }
        return images.array();
    }

    private static byte[] labels(int count) {
        ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
        for (int image = 0; image < count; image++) {
            labels.put((byte) (image % 2));
        }
        return labels.array();
    }

    private static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

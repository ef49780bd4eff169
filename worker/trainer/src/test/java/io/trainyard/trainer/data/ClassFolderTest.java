package io.trainyard.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.fetch.NoNetwork;
import io.trainyard.trainer.image.Fit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFolderTest {
    @TempDir private Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final List<String> notices = new ArrayList<>();
    private Map<String, byte[]> images = Map.of();

    @BeforeEach
    void drawImages() throws IOException {
        images =
                Map.of(
                        "猫/1.png", Fixtures.bytes("rgba.png"),
                        "猫/2.JPG", Fixtures.bytes("grey.jpg"),
                        "кот/x.jpeg", Fixtures.bytes("cmyk.jpg"),
                        "кот/.hidden.png", new byte[] {1},
                        "__MACOSX/кот/._x.jpeg", new byte[] {2},
                        "кот/notes.txt", new byte[] {3},
                        "кот/old.gif", new byte[] {4});
    }

    @AfterEach
    void endThreads() {
        threads.close();
    }

    @Test
    void aFolderAndAZipOfItAreTheSameDataset() throws IOException {
        // Given
        Path tree = Fixtures.folder(folder.resolve("tree"), images);
        Path zip = Fixtures.zip(folder.resolve("images.zip"), wrapped(images));

        for (Path path : List.of(tree, zip)) {
            // When
            Dataset dataset = open(path, 8);

            // Then
            assertThat(dataset.classes()).containsExactly("кот", "猫");
            assertThat(dataset.sample()).isEqualTo(TensorShape.of(3, 8, 8));
            ImageSet train = dataset.split(Split.TRAIN).orElseThrow();
            assertThat(IntStream.range(0, train.count()).map(train::label))
                    .containsExactly(0, 1, 1);
            assertThat(train.image(1)).isEqualTo(ImageDecoder.decode(Fixtures.bytes("rgba.png")));
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void oneUnreadableImageAmongManyIsSkippedAndNamed() throws IOException {
        // Given
        Map<String, byte[]> many = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            many.put("a/%03d.png".formatted(i), Fixtures.bytes("rgba.png"));
        }
        many.put("b/broken.png", "no image".getBytes(StandardCharsets.UTF_8));
        many.put("b/fine.png", Fixtures.bytes("palette.png"));

        // When
        Dataset dataset = open(Fixtures.folder(folder.resolve("many"), many), 8);

        // Then
        assertThat(dataset.split(Split.TRAIN).orElseThrow().count()).isEqualTo(101);
        assertThat(notices)
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("b/broken.png", "neither JPEG nor PNG");
    }

    @Test
    void moreThanOnePercentUnreadableFailsTheRun() throws IOException {
        // Given
        Map<String, byte[]> some =
                Map.of("a/1.png", Fixtures.bytes("rgba.png"), "b/2.png", new byte[] {1, 2, 3});
        Path path = Fixtures.folder(folder.resolve("some"), some);

        // Then
        assertFails(() -> open(path, 8), FailureKind.DATA_UNREADABLE, "1 of 2 images", "b/2.png");
    }

    @Test
    void aPathThatIsAbsentOrHasNoImagesIsNamed() throws IOException {
        // Given
        Path absent = folder.resolve("absent");
        Path empty = Files.createDirectory(folder.resolve("empty"));

        // Then
        assertFails(() -> open(absent, 8), FailureKind.DATA_MISSING, absent.toString());
        assertFails(() -> open(empty, 8), FailureKind.DATA_MISSING, empty.toString());
    }

    @Test
    void aFileThatIsNeitherFolderNorZipIsRefused() throws IOException {
        // Given
        Path text = Files.writeString(folder.resolve("notes.txt"), "hello");

        // Then
        assertFails(() -> open(text, 8), FailureKind.DATA_UNREADABLE, "neither a folder nor a zip");
    }

    @Test
    void zipEntriesThatLeadOutOfTheArchiveAreRefused() throws IOException {
        for (String name :
                List.of(
                        "../a/x.png",
                        "a/../../x.png",
                        "/a/x.png",
                        "C:\\a\\x.png",
                        "a\\..\\..\\x.png")) {
            // Given
            Path zip =
                    Fixtures.zip(
                            folder.resolve("bad.zip"), Map.of(name, Fixtures.bytes("rgba.png")));

            // Then
            assertFails(
                    () -> open(zip, 8), FailureKind.DATA_UNREADABLE, "leads out of the archive");
        }
    }

    @Test
    void aZipEntryThatUnpacksToManyTimesItsSizeIsRefused() throws IOException {
        // Given
        Path zip = Fixtures.zip(folder.resolve("bomb.zip"), Map.of("a/x.png", new byte[8 << 20]));

        // Then
        assertFails(() -> open(zip, 8), FailureKind.DATA_UNREADABLE, "an image does not");
    }

    @Test
    void classesThatTrainingDoesNotHaveAreRefused() throws IOException {
        // Given
        Path train =
                Fixtures.folder(
                        folder.resolve("train"),
                        Map.of(
                                "a/1.png", Fixtures.bytes("rgba.png"),
                                "c/1.png", Fixtures.bytes("rgba.png")));
        Path test =
                Fixtures.folder(
                        folder.resolve("test"), Map.of("b/1.png", Fixtures.bytes("rgba.png")));
        ObjectNode parameters = parameters(train).put("test", test.toString());

        // Then
        assertFails(
                () -> new ClassFolder().open(parameters, request(8)),
                FailureKind.SPEC_INVALID,
                "[b]",
                "[a, c]");
    }

    @Test
    void oneClassIsTooFewToTell() throws IOException {
        // Given
        Path path =
                Fixtures.folder(
                        folder.resolve("single"),
                        Map.of(
                                "cat/1.png", Fixtures.bytes("rgba.png"),
                                "cat/2.png", Fixtures.bytes("rgba.png"),
                                "dog.png", Fixtures.bytes("rgba.png")));

        // Then
        assertFails(
                () -> open(path, 8),
                FailureKind.DATA_MISSING,
                path.toString(),
                "one class only, 'cat' (2 images)",
                "1 image in no class folder",
                "'dog.png'",
                "at least two");
    }

    @Test
    void imagesWithoutClassFoldersAreNamedAsWhatIsMissing() throws IOException {
        // Given
        Map<String, byte[]> files = new HashMap<>();
        files.put("train/a/1.png", Fixtures.bytes("rgba.png"));
        files.put("train/b/1.png", Fixtures.bytes("rgba.png"));
        for (int i = 0; i < 9; i++) {
            files.put("test/" + i + ".png", Fixtures.bytes("rgba.png"));
        }
        Path path = Fixtures.folder(folder.resolve("unlabelled"), files);
        ObjectNode parameters = parameters(path).put("test", path.toString());

        // Then
        assertFails(
                () -> new ClassFolder().open(parameters, request(8)),
                FailureKind.DATA_MISSING,
                path.toString(),
                "no test images",
                "9 images in no class folder",
                "'test/0.png'");
    }

    @Test
    void imagesInNoClassFolderAreLeftOutInOneBoundedSentence() throws IOException {
        // Given
        Map<String, byte[]> files = new HashMap<>(images);
        for (int i = 0; i < 1000; i++) {
            files.put("%03d.png".formatted(i), new byte[] {1});
        }

        // When
        Dataset dataset = open(Fixtures.folder(folder.resolve("strays"), files), 8);

        // Then
        assertThat(dataset.split(Split.TRAIN).orElseThrow().count()).isEqualTo(3);
        assertThat(notices)
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("1000 images in no class folder", "'000.png'", "and 997 more")
                .hasSizeLessThan(400);
    }

    @Test
    void validationImagesAreHeldOutByClassAndNeverTrainedOn() throws IOException {
        // Given
        Map<String, byte[]> many = new HashMap<>();
        for (int i = 0; i < 30; i++) {
            many.put((i < 20 ? "a/" : "b/") + i + ".png", Fixtures.bytes("rgba.png"));
        }
        Path path = Fixtures.folder(folder.resolve("many"), many);

        // When
        Dataset dataset =
                new ClassFolder().open(parameters(path).put("validationFraction", 0.1), request(8));

        // Then
        ImageSet validation = dataset.split(Split.VALIDATION).orElseThrow();
        assertThat(dataset.split(Split.TRAIN).orElseThrow().count()).isEqualTo(27);
        assertThat(IntStream.range(0, validation.count()).map(validation::label))
                .containsExactly(0, 0, 1);
    }

    @Test
    void aFractionThatLeavesOnePartWithoutImagesIsRefused() throws IOException {
        // Given
        Path path =
                Fixtures.folder(
                        folder.resolve("few"),
                        Map.of(
                                "a/1.png", Fixtures.bytes("rgba.png"),
                                "b/1.png", Fixtures.bytes("rgba.png")));

        for (double fraction : List.of(0.1, 0.9)) {
            ObjectNode parameters = parameters(path).put("validationFraction", fraction);

            // Then
            assertFails(
                    () -> new ClassFolder().open(parameters, request(8)),
                    FailureKind.SPEC_INVALID,
                    "dataset.validationFraction " + fraction,
                    "of 2 training images");
        }
    }

    @Test
    void imagesThatDoNotFitIntoMemoryAreDecodedWhenTheyAreWanted() throws IOException {
        // Given: room for two of the three
        Path zip = Fixtures.zip(folder.resolve("images.zip"), images);
        long room = 2 * 3 * 8 * 8;
        DataRequest request =
                new DataRequest(
                        Fit.straight(8),
                        false,
                        Set.of(Split.TRAIN),
                        0,
                        new Locations(
                                new DataRoots(List.of(folder)),
                                NoNetwork.files(),
                                _ -> {},
                                () -> false),
                        new ImageLoader(threads, room, () -> false),
                        notices::add);

        // When
        try (Dataset small = new ClassFolder().open(parameters(zip), request);
                Dataset whole = open(zip, 8)) {
            // Then
            ImageSet decoded = small.split(Split.TRAIN).orElseThrow();
            ImageSet kept = whole.split(Split.TRAIN).orElseThrow();
            assertThat(IntStream.range(0, 3).mapToObj(decoded::image))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 3).mapToObj(kept::image).toList());
            assertThat(keptInMemory(decoded)).isEqualTo(2);
            assertThat(keptInMemory(kept)).isEqualTo(3);
        }
    }

    private static long keptInMemory(ImageSet images) {
        return ((DecodedImages) images)
                .images().stream().filter(image -> image.pixels().isPresent()).count();
    }

    private Dataset open(Path path, int size) {
        return new ClassFolder().open(parameters(path), request(size));
    }

    private DataRequest request(int size) {
        return new DataRequest(
                Fit.straight(size),
                false,
                Set.of(Split.values()),
                0,
                new Locations(
                        new DataRoots(List.of(folder)), NoNetwork.files(), _ -> {}, () -> false),
                new ImageLoader(threads, 1 << 30, () -> false),
                notices::add);
    }

    private static ObjectNode parameters(Path train) {
        return Wire.json()
                .createObjectNode()
                .put("train", train.toString())
                .put("testFraction", 0)
                .put("validationFraction", 0);
    }

    private static Map<String, byte[]> wrapped(Map<String, byte[]> files) {
        Map<String, byte[]> wrapped = new HashMap<>();
        files.forEach((name, content) -> wrapped.put("my images/" + name, content));
        return wrapped;
    }

    private static void assertFails(ThrowingCallable action, FailureKind kind, String... words) {
        assertThatThrownBy(action)
                .asInstanceOf(InstanceOfAssertFactories.throwable(RunFailedException.class))
                .hasMessageContainingAll(words)
                .extracting(RunFailedException::kind)
                .isEqualTo(kind);
    }
}

package io.trainyard.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.message.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CsvManifestTest extends FormatTest {
    @BeforeEach
    void writeImages() throws IOException {
        Fixtures.folder(
                folder,
                Map.of(
                        "pictures/a, b.png", Fixtures.bytes("rgba.png"),
                        "pictures/二.jpg", Fixtures.bytes("grey.jpg"),
                        "pictures/deep/c.png", Fixtures.bytes("palette.png")));
    }

    @Test
    void imagesAndClassesAreThoseOfTheRows() throws IOException {
        // Given
        write(
                "\uFEFFlabel,path,score",
                "猫,\"pictures/a, b.png\",1",
                "\"dog \"\"x\"\"\",pictures/二.jpg,2",
                "猫," + folder + "/pictures/deep/c.png,3");

        // When
        Dataset dataset = open(new CsvManifest(), "{\"train\": \"FOLDER/all.csv\"}", 8);

        // Then
        ImageSet train = dataset.split(Split.TRAIN).orElseThrow();
        assertThat(dataset.classes()).containsExactly("dog \"x\"", "猫");
        assertThat(IntStream.range(0, 3).map(train::label)).containsExactly(1, 0, 1);
        assertThat(train.image(0))
                .isEqualTo(
                        io.trainyard.trainer.image.Resampling.toSquare(
                                ImageDecoder.decode(Fixtures.bytes("rgba.png")), 8));
    }

    @Test
    void aColumnTellsTheSplitsOfOneFileApartAndNumbersAreInOrder() throws IOException {
        // Given
        write("file;class;part", "a, b.png;10;train", "二.jpg;9;Training", "./deep/c.png;10;test");

        // When
        Dataset dataset =
                open(
                        new CsvManifest(),
                        """
                        {"train": "FOLDER/all.csv", "test": "FOLDER/all.csv", "images": "FOLDER/pictures",
                         "pathColumn": "file", "labelColumn": "class", "splitColumn": "part", "delimiter": ";"}
                        """,
                        8);

        // Then
        assertThat(dataset.classes()).containsExactly("9", "10");
        assertThat(dataset.sizes()).isEqualTo(Map.of("train", 2, "test", 1));
        assertThat(dataset.split(Split.TEST).orElseThrow().label(0)).isEqualTo(1);
    }

    @Test
    void everyFaultyRowIsToldTogether() throws IOException {
        write(
                "path,label,split",
                "pictures/二.jpg,a,train",
                "pictures/二.jpg,b,train",
                "pictures/deep/c.png,,train",
                "x.png,a,nowhere",
                "short");
        assertFails(
                () ->
                        open(
                                new CsvManifest(),
                                "{\"train\": \"FOLDER/all.csv\", \"splitColumn\": \"split\"}",
                                8),
                FailureKind.DATA_UNREADABLE,
                "4 faulty rows",
                "row 2 gives 'pictures/二.jpg' the class 'b', and an earlier row 'a'",
                "row 3 lacks a path or a class",
                "row 4 names the split 'nowhere'",
                "row 5 has 1 columns only");
    }

    @Test
    void absentColumnsAndImagesAreNamed() throws IOException {
        write("image,label", "pictures/二.jpg,a");
        assertFails(
                () -> open(new CsvManifest(), "{\"train\": \"FOLDER/all.csv\"}", 8),
                FailureKind.SPEC_INVALID,
                "no column [path]",
                "[image, label]");

        write("path,label", "pictures/二.jpg,a", "../secret.png,b", "pictures/none.png,b");
        assertFails(
                () -> open(new CsvManifest(), "{\"train\": \"FOLDER/all.csv\"}", 8),
                FailureKind.DATA_MISSING,
                "2 images",
                "'../secret.png'",
                "'pictures/none.png'");
    }

    private void write(String... lines) throws IOException {
        Files.writeString(folder.resolve("all.csv"), String.join("\r\n", lines) + "\r\n");
    }
}

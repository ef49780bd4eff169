package io.trainyard.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassLayoutTest {
    @Test
    void theFirstFolderIsTheClass() {
        // When
        ClassLayout layout =
                ClassLayout.of(List.of("dog/b.jpg", "cat/deeper/c.jpg", "cat/a.jpg"), Split.TRAIN);

        // Then
        assertThat(layout.classes()).containsExactly("cat", "dog");
        assertThat(layout.images())
                .containsEntry("cat/deeper/c.jpg", "cat")
                .containsEntry("cat/a.jpg", "cat")
                .containsEntry("dog/b.jpg", "dog");
    }

    @Test
    void classesAreSortedByCodePointLikePythonSorts() {
        // Given: U+1F431 comes after U+FF21 by code point, and before it by UTF-16 unit
        List<String> paths =
                List.of(
                        "\uD83D\uDC31/1.png",
                        "\uFF21/1.png",
                        "猫/1.png",
                        "Zebra/1.png",
                        "ant/1.png",
                        "кот/1.png");

        // When
        ClassLayout layout = ClassLayout.of(paths, Split.TRAIN);

        // Then
        assertThat(layout.classes())
                .containsExactly("Zebra", "ant", "кот", "猫", "\uFF21", "\uD83D\uDC31");
    }

    @Test
    void foldersThatHoldEverythingAreLookedThrough() {
        // When
        ClassLayout layout =
                ClassLayout.of(List.of("set/train/cat/a.jpg", "set/train/dog/b.jpg"), Split.TEST);

        // Then
        assertThat(layout.classes()).containsExactly("cat", "dog");
    }

    @Test
    void foldersNamedAfterSplitsGiveEachSplitItsOwn() {
        // Given
        List<String> paths =
                List.of(
                        "x/train/cat/a.jpg",
                        "x/train/dog/b.jpg",
                        "x/val/cat/c.jpg",
                        "x/val/dog/d.jpg");

        // When
        ClassLayout train = ClassLayout.of(paths, Split.TRAIN);
        ClassLayout validation = ClassLayout.of(paths, Split.VALIDATION);
        ClassLayout test = ClassLayout.of(paths, Split.TEST);

        // Then
        assertThat(train.images()).containsOnlyKeys("x/train/cat/a.jpg", "x/train/dog/b.jpg");
        assertThat(validation.images()).containsOnlyKeys("x/val/cat/c.jpg", "x/val/dog/d.jpg");
        assertThat(test.images()).isEmpty();
    }

    @Test
    void aNameIsTheSameClassHoweverItsAccentsAreEncoded() {
        // When
        ClassLayout layout =
                ClassLayout.of(List.of("ele\u0301phant/a.jpg", "\u00E9tang/b.jpg"), Split.TRAIN);

        // Then
        assertThat(layout.classes()).containsExactly("el\u00E9phant", "\u00E9tang");
    }

    @Test
    void imagesBesideTheClassFoldersBelongToNone() {
        // When
        ClassLayout layout =
                ClassLayout.of(List.of("readme.png", "cat/a.jpg", "dog/b.jpg"), Split.TRAIN);

        // Then
        assertThat(layout.images()).containsOnlyKeys("cat/a.jpg", "dog/b.jpg");
    }

    @Test
    void aStrayImageHidesNeitherTheWrappingNorTheSplits() {
        // Given
        List<String> paths =
                List.of(
                        "logo.png",
                        "pets/preview.png",
                        "pets/train/sheet.jpg",
                        "pets/train/cat/a.jpg",
                        "pets/train/dog/b.jpg",
                        "pets/val/cat/c.jpg",
                        "pets/val/dog/d.jpg");

        // When
        ClassLayout train = ClassLayout.of(paths, Split.TRAIN);
        ClassLayout validation = ClassLayout.of(paths, Split.VALIDATION);

        // Then
        assertThat(train.images())
                .containsExactly(
                        entry("pets/train/cat/a.jpg", "cat"), entry("pets/train/dog/b.jpg", "dog"));
        assertThat(train.leftOut())
                .containsExactly("logo.png", "pets/preview.png", "pets/train/sheet.jpg");
        assertThat(validation.images())
                .containsOnlyKeys("pets/val/cat/c.jpg", "pets/val/dog/d.jpg");
        assertThat(validation.leftOut()).containsExactly("logo.png", "pets/preview.png");
    }

    @Test
    void aFolderOfImagesIsAClassEvenWhereItIsTheOnlyOne() {
        // When
        ClassLayout flat = ClassLayout.of(List.of("set/cat/a.jpg", "set/cat/b.jpg"), Split.TEST);
        ClassLayout mixed =
                ClassLayout.of(List.of("cat/a.jpg", "cat/b.jpg", "cat/old/c.jpg"), Split.TEST);

        // Then
        assertThat(flat.classes()).containsExactly("cat");
        assertThat(mixed.classes()).containsExactly("cat");
        assertThat(mixed.images()).hasSize(3);
    }

    @Test
    void aTestFolderWithoutClassFoldersMakesNoClassOfSplits() {
        // Given
        List<String> paths =
                List.of(
                        "pets/train/cat/a.jpg",
                        "pets/train/dog/b.jpg",
                        "pets/test/1.jpg",
                        "pets/test/2.jpg");

        // When
        ClassLayout train = ClassLayout.of(paths, Split.TRAIN);
        ClassLayout test = ClassLayout.of(paths, Split.TEST);

        // Then
        assertThat(train.classes()).containsExactly("cat", "dog");
        assertThat(train.leftOut()).isEmpty();
        assertThat(test.images()).isEmpty();
        assertThat(test.leftOut()).containsExactly("pets/test/1.jpg", "pets/test/2.jpg");
    }

    @Test
    void splitsAreKnownByAnyCaseAndBesideOtherFolders() {
        // Given
        List<String> paths =
                List.of("Train/cat/a.jpg", "Train/dog/b.jpg", "TEST/cat/c.jpg", "unlabelled/u.jpg");

        // When
        ClassLayout train = ClassLayout.of(paths, Split.TRAIN);
        ClassLayout test = ClassLayout.of(paths, Split.TEST);

        // Then
        assertThat(train.images()).containsOnlyKeys("Train/cat/a.jpg", "Train/dog/b.jpg");
        assertThat(train.leftOut()).containsExactly("unlabelled/u.jpg");
        assertThat(test.images()).containsOnlyKeys("TEST/cat/c.jpg");
    }

    @Test
    void aClassMayHaveTheNameOfASplit() {
        // When
        ClassLayout layout =
                ClassLayout.of(List.of("bus/a.jpg", "tram/b.jpg", "train/c.jpg"), Split.TEST);

        // Then
        assertThat(layout.classes()).containsExactly("bus", "train", "tram");
    }
}

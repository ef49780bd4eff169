package io.trainyard.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

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
}

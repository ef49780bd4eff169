package io.trainyard.contract.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that a database, a terminal or a page would refuse, or show as something else. */
class SpecTextTest {
    /** As JSON escapes: NUL, escape, delete, the C1 controls, and halves of surrogate pairs. */
    @ParameterizedTest
    @ValueSource(
            strings = {"\\u0000", "\\u001b", "\\u007f", "\\u0085", "\\u009b", "\\ud83d", "\\ude00"})
    void noTextHoldsAControlCharacter(String character) {
        // Given
        String text = "\"a%sb\"".formatted(character);
        String spec =
                """
                {"name": %1$s, "kind": "train", "tags": ["fine", %1$s],
                 "dataset": {"kind": "class_folder", "train": %1$s, "validation": "/v"},
                 "model": {"architecture": "lenet5", "weights": %1$s, "freeze": [%1$s]},
                 "optimizer": {"kind": "sgd", "learningRate": 0.1},
                 "resources": {"pool": %1$s}}
                """
                        .formatted(text);

        // When
        List<Problem> problems = Specs.problemsOf(spec);

        // Then
        assertThat(problems)
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        "name",
                        "tags[1]",
                        "dataset.train",
                        "model.weights",
                        "model.freeze[0]",
                        "resources.pool");
        assertThat(problems.getFirst().message())
                .isEqualTo(
                        "name 'a%sb' must be text without control characters or lone surrogates"
                                .formatted(
                                        "\\u" + character.substring(2).toUpperCase(Locale.ROOT)));
    }

    /** What turns text around or cannot be seen, in what people are shown as a name. */
    @ParameterizedTest
    @ValueSource(strings = {"\\u202e", "\\u2066", "\\u200b", "\\ufeff", "\\u2028", "\\u00ad"})
    void namesAndTagsHoldNothingInvisible(String character) {
        // Given
        String text = "\"a%sb\"".formatted(character);

        // When
        List<Problem> problems =
                Specs.problemsOf(
                        Specs.SMALLEST.replace("smallest", text) + "tags: [%s]\n".formatted(text));

        // Then
        assertThat(problems).extracting(Problem::path).containsExactly("name", "tags[0]");
        assertThat(problems.getFirst().message())
                .endsWith("must be text without invisible characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "'   '", "\"\\u3000\""})
    void namesAndTagsAreNotBlank(String text) {
        assertThat(
                        Specs.problemsOf(
                                Specs.SMALLEST.replace("smallest", text)
                                        + "tags: [%s]\n".formatted(text)))
                .extracting(Problem::path)
                .containsExactly("name", "tags[0]");
    }

    /** Persian with a zero-width non-joiner, a family of joined emoji, a pair of escapes. */
    @ParameterizedTest
    @ValueSource(
            strings = {"می\u200cخواهم", "👨\u200d👩\u200d👧", "\"\\ud83d\\ude00\"", "日本 語", "a'b"})
    void namesAreInAnyScript(String name) {
        var spec =
                new SpecValidator(Specs.CATALOGUE)
                        .validate(SpecReader.read(Specs.SMALLEST.replace("smallest", name)))
                        .spec();

        assertThat(spec.name()).isNotBlank();
    }

    @Test
    void pathsMayHoldWhatFileNamesHold() {
        assertThat(
                        new SpecValidator(Specs.CATALOGUE)
                                .validate(
                                        SpecReader.read(
                                                Specs.SMALLEST.replace(
                                                        "lenet5",
                                                        "lenet5, weights: \"/a\\u200f b/ü.st\"")))
                                .spec()
                                .model()
                                .weights())
                .isEqualTo("/a\u200f b/ü.st");
    }
}

package io.trainyard.contract.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SpecReaderTest {
    @Test
    void jsonAndYamlGiveTheSameTree() {
        assertThat(SpecReader.read("{\"name\": \"a\", \"rate\": 5e-4, \"list\": [1, 2]}"))
                .isEqualTo(SpecReader.read("name: a\nrate: 5e-4\nlist: [1, 2]\n"));
    }

    @Test
    void numbersWithAnExponentAreNumbers() {
        assertThat(SpecReader.read("rate: 5e-4").get("rate").asDouble()).isEqualTo(5e-4);
        assertThat(SpecReader.read("rate: 5e-4").get("rate").isNumber()).isTrue();
    }

    @Test
    void repeatedKeyIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> SpecReader.read("name: a\nname: b\n"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("name");
    }

    @Test
    void textThatIsNoObjectIsRefused() {
        assertThatThrownBy(() -> SpecReader.read("- a\n- b\n"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("must be an object");
        assertThatThrownBy(() -> SpecReader.read("")).isInstanceOf(SpecException.class);
    }

    @Test
    void deepNestingIsRefusedWithoutOverflow() {
        assertThatThrownBy(() -> SpecReader.read("a: " + "[".repeat(100_000)))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("not readable");
    }

    @Test
    void aliasBombStaysSmall() {
        // Given the "billion laughs" document
        String bomb =
                """
                a: &a [x, x, x, x, x, x, x, x, x]
                b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
                c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
                """;

        // When
        var tree = SpecReader.read(bomb);

        // Then aliases stay text
        assertThat(tree.toString()).hasSizeLessThan(200);
    }

    @Test
    void overlongTextIsRefused() {
        assertThatThrownBy(() -> SpecReader.read("a: " + "x".repeat(SpecReader.LONGEST_TEXT)))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("at most 1,048,576");
    }

    @Test
    void syntaxErrorsSayWhereAndWhy() {
        assertThatThrownBy(() -> SpecReader.read("name: a\nmodel:\n\tarchitecture: lenet5\n"))
                .hasMessage(
                        "the spec is not readable as YAML or JSON at line 3, column 1: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)");
        assertThatThrownBy(() -> SpecReader.read("name: [unclosed"))
                .hasMessage(
                        "the spec is not readable as YAML or JSON at line 1, column 16: expected ',' or ']', but got <stream end>");
        assertThatThrownBy(() -> SpecReader.read("name: a\nkind: \u0007"))
                .hasMessage(
                        "the spec is not readable as YAML or JSON at line 2, column 7: the character U+0007 is not allowed");
    }
}

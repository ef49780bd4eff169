package io.trainyard.client.cli.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.trainyard.contract.spec.Problem;
import io.trainyard.contract.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpecFileTest {
    @TempDir Path folder;

    @Test
    void replacesVariablesWhereverTextStands() throws Exception {
        // Given
        Path file =
                spec(
                        """
                        name: a ${WHAT}, twice a ${WHAT}  # not in ${A_COMMENT}
                        dataset: {kind: class_folder, train: '${DATA}/train.zip'}
                        tags: ['${WHAT}', plain]
                        training: {epochs: 3}
                        """);

        // When
        var tree = SpecFile.read(file, Map.of("WHAT", "x: [$1]", "DATA", "/data"));

        // Then
        assertThat(tree.path("name").textValue()).isEqualTo("a x: [$1], twice a x: [$1]");
        assertThat(tree.at("/dataset/train").textValue()).isEqualTo("/data/train.zip");
        assertThat(tree.at("/tags/0").textValue()).isEqualTo("x: [$1]");
        assertThat(tree.at("/training/epochs").isInt()).isTrue();
    }

    @Test
    void namesEveryVariableThatIsNotSet() throws Exception {
        // Given
        Path file = spec("name: ${ONE}\ntags: [a, '${TWO}/b']\n");

        // When
        assertThatThrownBy(() -> SpecFile.read(file, Map.of()))
                // Then
                .asInstanceOf(type(SpecException.class))
                .extracting(SpecException::problems, list(Problem.class))
                .extracting(Problem::message)
                .containsExactly(
                        "name '${ONE}' needs the environment variable ONE, which is not set",
                        "tags[1] '${TWO}/b' needs the environment variable TWO, which is not set");
    }

    @Test
    void leavesVariablesAsTheyAreWhereNothingNeedsThem() throws Exception {
        // Given
        Path file = spec("name: ${ONE}\ntags: [a, '${TWO}/${ONE}']\n");

        // When
        var tree = SpecFile.readLeniently(file, Map.of("ONE", "1"));

        // Then
        assertThat(tree).hasToString("{\"name\":\"1\",\"tags\":[\"a\",\"${TWO}/1\"]}");
    }

    @Test
    void saysWhyAFileCannotBeRead() {
        // Given
        Path absent = folder.resolve("absent.yaml");

        // When
        assertThatThrownBy(() -> SpecFile.read(absent, Map.of()))
                // Then
                .isInstanceOf(SpecException.class)
                .hasMessage("the spec %s cannot be read: there is no such file", absent);
    }

    private Path spec(String text) throws IOException {
        return Files.writeString(folder.resolve("spec.yaml"), text);
    }
}

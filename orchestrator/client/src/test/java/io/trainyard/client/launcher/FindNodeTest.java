package io.trainyard.client.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The shell script by which the dashboard's build finds Node.js, with programs that only answer.
 */
final class FindNodeTest {
    private static final Path SCRIPT = Path.of("../../.mvn/find-node.sh").toAbsolutePath();
    private static final List<String> TOOLS = List.of("sh", "awk", "sed", "sort");

    @TempDir Path folder;

    private final Map<String, String> environment = new HashMap<>();

    /** The system's own folders may have a node: only what the script needs is taken from them. */
    @BeforeEach
    void knowNoNode() throws IOException {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : TOOLS) {
            Files.createSymbolicLink(tools.resolve(tool), program(tool));
        }
        environment.put("PATH", tools.toString());
        environment.put("TRAINYARD_NODE_FOLDERS", folder.resolve("nowhere").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "v18.20.4, false",
        "v20.18.3, false",
        "v20.19.0, true",
        "v21.7.3, false",
        "v22.11.0, false",
        "v22.12.0, true",
        "v24.1.0, true"
    })
    void takesTheVersionsThatViteTakes(String version, boolean isTaken) throws Exception {
        // Given
        environment.merge("PATH", node("path", version), (tools, node) -> node + ":" + tools);

        // Then
        assertThat(find())
                .isEqualTo(
                        isTaken
                                ? folder.resolve("path/node").toString()
                                : "it needs Node.js 20.19 or newer (of the 22 line, 22.12 or newer) with npm, and found "
                                        + version);
    }

    @Test
    void takesTheNewestInTheUsualPlacesWhereThePathHasAnOldOne() throws Exception {
        // Given
        environment.merge("PATH", node("path", "v18.20.4"), (tools, node) -> node + ":" + tools);
        environment.put(
                "TRAINYARD_NODE_FOLDERS",
                String.join(
                        " ", node("a", "v22.12.1"), node("b", "v22.13.0"), node("c", "v22.9.0")));

        // Then
        assertThat(find()).isEqualTo(folder.resolve("b/node").toString());
    }

    @Test
    void saysThatNpmIsMissing() throws Exception {
        // Given
        String bin = node("path", "v22.13.0");
        Files.delete(Path.of(bin, "npm"));
        environment.merge("PATH", bin, (tools, node) -> node + ":" + tools);

        // Then
        assertThat(find()).endsWith("and found v22.13.0 without npm");
    }

    @Test
    void saysThatThereIsNone() throws Exception {
        // Then
        assertThat(find()).endsWith("with npm, and found none");
    }

    private static Path program(String name) {
        for (String bin : List.of("/usr/bin", "/bin")) {
            if (Files.isExecutable(Path.of(bin, name))) {
                return Path.of(bin, name);
            }
        }
        throw new IllegalStateException("this machine has no " + name);
    }

    private String node(String name, String version) throws IOException {
        Path bin = Files.createDirectory(folder.resolve(name));
        for (String program : List.of("node", "npm")) {
            Path file = bin.resolve(program);
            Files.writeString(file, "#!/bin/sh\necho %s\n".formatted(version));
            var _ =
                    Files.setPosixFilePermissions(
                            file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return bin.toString();
    }

    /** The node that the script chose, or why it chose none. */
    private String find() throws IOException {
        var builder =
                new ProcessBuilder(
                                List.of(
                                        program("sh").toString(),
                                        "-euc",
                                        ". \"$0\"; printf %s \"${trainyard_no_node:-$(command -v node)}\"",
                                        SCRIPT.toString()))
                        .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process script = builder.start();
        return new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}

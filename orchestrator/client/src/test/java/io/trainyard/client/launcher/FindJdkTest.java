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

/** The shell script by which mvnw and the launcher find a JDK, with JDKs made of empty programs. */
final class FindJdkTest {
    private static final Path SCRIPT = Path.of("../../.mvn/find-jdk.sh").toAbsolutePath();

    @TempDir Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void knowNoJdk() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        environment.put("TRAINYARD_JDK_FOLDERS", empty.toString());
        environment.put("PATH", empty + ":/usr/bin:/bin");
    }

    @Test
    void keepsAJavaHomeThatIsNewEnough() throws Exception {
        // Given
        environment.put("JAVA_HOME", jdk("given", "25.0.1"));
        environment.put("JAVA_HOME_25_X64", jdk("newer", "25.0.9"));

        // Then
        assertThat(find()).isEqualTo(folder.resolve("given").toString());
    }

    @Test
    void takesTheNewestInTheUsualPlacesWhereJavaHomeIsOld() throws Exception {
        // Given
        environment.put("JAVA_HOME", jdk("old", "17.0.15"));
        environment.put("JAVA_HOME_25_X64", jdk("runner", "25"));
        environment.put(
                "TRAINYARD_JDK_FOLDERS",
                String.join(" ", jdk("a", "25.0.2"), jdk("b", "26.0.1"), jdk("c", "25.0.10")));

        // Then
        assertThat(find()).isEqualTo(folder.resolve("b").toString());
    }

    @Test
    void takesTheJavaOnThePathWhereItIsNewEnough() throws Exception {
        // Given
        environment.put("PATH", jdk("path", "25.0.3") + "/bin:/usr/bin:/bin");

        // Then
        assertThat(find()).isEqualTo(folder.resolve("path").toString());
    }

    @Test
    void passesOverARuntimeWithoutACompiler() throws Exception {
        // Given
        String runtime = jdk("runtime", "26");
        Files.delete(Path.of(runtime, "bin", "javac"));
        environment.put("TRAINYARD_JDK_FOLDERS", runtime + " " + jdk("jdk", "25.0.1"));

        // Then
        assertThat(find()).isEqualTo(folder.resolve("jdk").toString());
    }

    @Test
    void saysInOneSentenceWhatToInstall() throws Exception {
        // Given
        environment.put("JAVA_HOME", jdk("old", "21.0.7"));

        // Then
        assertThat(find())
                .isEqualTo(
                        "Trainyard needs a JDK 25 or newer and found none: install one, such as Eclipse Temurin 25, or set JAVA_HOME to it.");
    }

    private String jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        var executable =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(home.resolve("bin/java"), executable);
        Files.createFile(home.resolve("bin/javac"), executable);
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
        return home.toString();
    }

    /** What the script chose, or what it said. */
    private String find() throws IOException {
        var builder =
                new ProcessBuilder(
                                List.of(
                                        "sh",
                                        "-euc",
                                        ". \"$0\" || exit 0; printf %s \"$JAVA_HOME\"",
                                        SCRIPT.toString()))
                        .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process script = builder.start();
        return new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}

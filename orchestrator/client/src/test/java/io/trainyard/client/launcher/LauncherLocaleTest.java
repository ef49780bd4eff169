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

/** The launcher over an installation of empty programs, and a java that says what it was given. */
final class LauncherLocaleTest {
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();

    @TempDir Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void install() throws IOException {
        for (String script : List.of("deploy/trainyard", ".mvn/find-jdk.sh")) {
            Path copy = folder.resolve(script);
            Files.createDirectories(copy.getParent());
            Files.copy(REPOSITORY.resolve(script), copy);
        }
        write("pom.xml", "");
        write("dashboard/package.json", "{}");
        for (String program :
                List.of(
                        "orchestrator/client/target/trainyard-client.jar",
                        "deploy/embedded/target/trainyard-embedded.jar",
                        "worker/trainer/target/trainyard-trainer.jar",
                        "orchestrator/target/quarkus-app/quarkus-run.jar",
                        "worker/target/quarkus-app/quarkus-run.jar")) {
            write(program, "");
        }
        write("jdk/release", "JAVA_VERSION=\"25.0.1\"\n");
        executable("jdk/bin/java", "echo \"${LC_ALL-unset}\"");
        executable("jdk/bin/javac", "");
        environment.put("JAVA_HOME", folder.resolve("jdk").toString());
        environment.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    }

    @Test
    void keepsALocaleThatIsUtf8() throws Exception {
        // Given
        executable("bin/locale", "echo UTF-8");
        environment.put("LC_ALL", "ja_JP.UTF-8");

        // Then
        assertThat(localeOfJava()).isEqualTo("ja_JP.UTF-8");
    }

    /** What {@code locale} says of a name that is not installed. */
    @Test
    void replacesALocaleThatIsUtf8ByNameAlone() throws Exception {
        // Given
        executable("bin/locale", "echo 'Cannot set LC_ALL' >&2; echo ANSI_X3.4-1968");
        environment.put("LC_ALL", "de_DE.UTF-8");

        // Then
        assertThat(localeOfJava()).isEqualTo("C.UTF-8");
    }

    /** As on a BusyBox. */
    @Test
    void setsOneWhereNothingCanSay() throws Exception {
        // Given
        executable("bin/locale", "exit 127");
        environment.put("LC_ALL", "C");

        // Then
        assertThat(localeOfJava()).isEqualTo("C.UTF-8");
    }

    private String localeOfJava() throws IOException {
        var builder =
                new ProcessBuilder("sh", folder.resolve("deploy/trainyard").toString())
                        .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process launcher = builder.start();
        return new String(launcher.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private void executable(String path, String script) throws IOException {
        Path file = write(path, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}

package io.trainyard.embedded;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The embedded services as users run them: a program of its own. */
final class EmbeddedProcess implements Closeable {
    private final Process process;
    private final Path dataFolder;

    private EmbeddedProcess(Process process, Path dataFolder) {
        this.process = process;
        this.dataFolder = dataFolder;
    }

    static EmbeddedProcess launch(Path dataFolder) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                                List.of(
                                        java,
                                        "-Xmx96m",
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        EmbeddedMain.class.getName(),
                                        "--data-dir",
                                        dataFolder.toString()))
                        .redirectErrorStream(true)
                        .start();
        return new EmbeddedProcess(process, dataFolder);
    }

    /** All lines up to the one that says both services serve, or to the end of the program. */
    String awaitReady() throws IOException {
        var lines = new StringBuilder();
        for (String line = process.inputReader(StandardCharsets.UTF_8).readLine();
                line != null;
                line = process.inputReader(StandardCharsets.UTF_8).readLine()) {
            lines.append(line).append('\n');
            if (line.startsWith("embedded services ready")) {
                break;
            }
        }
        return lines.toString();
    }

    Endpoints endpoints() throws IOException {
        return new ObjectMapper()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(Files.readAllBytes(Endpoints.fileIn(dataFolder)), Endpoints.class);
    }

    long pid() {
        return process.pid();
    }

    int awaitExit() {
        return process.onExit().join().exitValue();
    }

    /** As {@code kill -9}: nothing is tidied up. */
    void kill() {
        var _ = process.destroyForcibly().onExit().join();
    }

    /** As {@code kill}. */
    @Override
    public void close() {
        process.destroy();
        var _ = process.onExit().join();
    }
}

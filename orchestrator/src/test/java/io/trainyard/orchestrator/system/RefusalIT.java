package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The packaged program, where it should not start. */
@OrchestratorTest
class RefusalIT {
    private static final int PATIENCE_SECONDS = 60;

    @Test
    void addressThatOthersCanReachNeedsToken() throws Exception {
        // When
        String said = endOf(Map.of("TRAINYARD_HOST", "0.0.0.0"));

        // Then
        assertThat(said)
                .contains("Refusing to listen on 0.0.0.0 without a token")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void unknownKeyFailsTheStart() throws Exception {
        // When
        String said = endOf(Map.of(), "-Dtrainyard.leese=5s");

        // Then
        assertThat(said).contains("trainyard.leese").doesNotContain("\tat ");
    }

    /** What the program says until it ends by itself, with a status that is not 0. */
    private static String endOf(Map<String, String> environment, String... flags)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("orchestrator", ".log");
        var builder = new ProcessBuilder(Program.command(flags));
        builder.environment().putAll(Program.environment());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isNotZero();
            return Files.readString(output, StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }
}

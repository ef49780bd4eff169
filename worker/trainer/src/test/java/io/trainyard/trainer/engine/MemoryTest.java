package io.trainyard.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class MemoryTest {
    private static final int STEPS_BEFORE = 3000;
    private static final int SAMPLES = 12;

    /** A step that kept its two numbers, the smallest tensor there is, would keep 400 bytes. */
    private static final long BYTES_A_STEP = 300;

    @Test
    @EnabledOnOs(OS.LINUX)
    void trainingStepsKeepNoMemory() throws IOException, InterruptedException {
        // Given a heap that is resident from the start, so that what grows is outside of it
        Process training =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-Xms64m",
                                "-Xmx64m",
                                "-XX:+AlwaysPreTouch",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SteadyTraining.class.getName(),
                                String.valueOf(STEPS_BEFORE),
                                String.valueOf(SAMPLES))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();

        // When
        List<Long> kilobytes;
        try (var lines = training.inputReader()) {
            kilobytes = lines.lines().map(Long::parseLong).toList();
        }

        // Then
        assertThat(training.waitFor()).isZero();
        assertThat(kilobytes).hasSize(SAMPLES);
        long steps = (SAMPLES - 1L) * SteadyTraining.STEPS_A_SAMPLE;
        assertThat((kilobytes.getLast() - kilobytes.getFirst()) * 1024 / steps)
                .as("bytes a step, of the resident kilobytes %s", kilobytes)
                .isLessThan(BYTES_A_STEP);
    }
}

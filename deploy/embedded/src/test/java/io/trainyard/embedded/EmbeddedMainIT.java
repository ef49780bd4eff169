package io.trainyard.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedMainIT {
    @TempDir Path folder;

    @Test
    void startsAgainAfterAKillThatLeftPostgresBehind() throws Exception {
        // Given
        try (var killed = EmbeddedProcess.launch(folder)) {
            assertThat(killed.awaitReady()).contains("embedded services ready");
            new StackProbe(killed.endpoints()).write();
            killed.kill();
        }
        ProcessHandle orphan = postgres();
        assertThat(orphan.isAlive()).isTrue();

        // When
        try (var again = EmbeddedProcess.launch(folder)) {
            assertThat(again.awaitReady()).contains("embedded services ready");

            // Then
            assertThat(orphan.isAlive()).isFalse();
            var probe = new StackProbe(again.endpoints());
            assertThat(probe.findsTopic()).isTrue();
            assertThat(probe.storedAnswer()).isEqualTo(42);
            refusesASecondStart(again.pid());
        }
        assertThat(Endpoints.fileIn(folder)).doesNotExist();
        assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void stopsALeftoverPostgresWithoutServing() throws Exception {
        // Given
        try (var killed = EmbeddedProcess.launch(folder)) {
            assertThat(killed.awaitReady()).contains("embedded services ready");
            killed.kill();
        }
        ProcessHandle orphan = postgres();

        // When
        EmbeddedStack.stopLeftover(folder);

        // Then
        assertThat(orphan.isAlive()).isFalse();
    }

    private void refusesASecondStart(long holder) throws Exception {
        try (var second = EmbeddedProcess.launch(folder)) {
            assertThat(second.awaitReady())
                    .isEqualTo(
                            "data folder %s is in use by process %d\n"
                                    .formatted(folder.toRealPath(), holder));
            assertThat(second.awaitExit()).isEqualTo(1);
        }
    }

    private ProcessHandle postgres() throws Exception {
        String pid = Files.readAllLines(folder.resolve("postgres/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }
}

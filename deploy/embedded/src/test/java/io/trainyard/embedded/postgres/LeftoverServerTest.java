package io.trainyard.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeftoverServerTest {
    @TempDir Path cluster;

    @Test
    void removesAPidFileWhoseNumberNowBelongsToAStranger() throws Exception {
        // Given
        Path pidFile = cluster.resolve("postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");

        // When
        LeftoverServer.stop(cluster);

        // Then
        assertThat(pidFile).doesNotExist();
    }

    @Test
    void leavesAClusterAloneThatNobodyServes() throws Exception {
        // Given
        Path pidFile = cluster.resolve("postmaster.pid");
        Files.writeString(pidFile, "half a line");

        // When
        LeftoverServer.stop(cluster);

        // Then
        assertThat(pidFile).exists();
    }
}

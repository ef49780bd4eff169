package io.trainyard.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EndpointsTest {
    private static final Endpoints ENDPOINTS =
            new Endpoints("127.0.0.1:9092", "jdbc:postgresql://127.0.0.1:5432/x", "me", "secret");

    @TempDir Path folder;

    @Test
    void keepsThePasswordOutOfLogs() {
        assertThat(ENDPOINTS.toString()).contains("127.0.0.1:9092").doesNotContain("secret");
    }

    @Test
    void letsOnlyTheOwnerReadThePublishedFile() throws Exception {
        // When
        ENDPOINTS.publishIn(folder);

        // Then
        Path file = Endpoints.fileIn(folder);
        assertThat(file)
                .content()
                .contains("\"password\":\"secret\"")
                .contains("\"pid\":" + ProcessHandle.current().pid());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}

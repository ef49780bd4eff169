package io.trainyard.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RememberedPortsTest {
    @TempDir Path folder;

    @Test
    void choosesThreeDifferentPorts() throws Exception {
        // When
        var ports = RememberedPorts.choose(folder.resolve("ports"));

        // Then
        assertThat(Set.of(ports.kafka(), ports.controller(), ports.postgres())).hasSize(3);
    }

    @Test
    void keepsThemForAsLongAsTheyAreFree() throws Exception {
        // Given
        Path file = folder.resolve("ports");
        var first = RememberedPorts.choose(file);

        // When
        var second = RememberedPorts.choose(file);

        // Then
        assertThat(second).isEqualTo(first);
    }

    @Test
    void replacesOnlyTheOneThatIsTaken() throws Exception {
        // Given
        Path file = folder.resolve("ports");
        var first = RememberedPorts.choose(file);
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});

        try (var _ = new ServerSocket(first.kafka(), 0, loopback)) {
            // When
            var second = RememberedPorts.choose(file);

            // Then
            assertThat(second.kafka()).isNotEqualTo(first.kafka());
            assertThat(second.postgres()).isEqualTo(first.postgres());
        }
    }
}

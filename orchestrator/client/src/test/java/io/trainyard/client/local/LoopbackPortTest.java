package io.trainyard.client.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class LoopbackPortTest {
    @Test
    void takesAnyFreeOneForZero() throws Exception {
        assertThat(LoopbackPort.free(0)).isPositive();
    }

    @Test
    void saysInOneSentenceThatAPortIsInUse() throws Exception {
        // Given
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (var taken = new ServerSocket(0, 1, loopback)) {
            // When
            assertThatThrownBy(() -> LoopbackPort.free(taken.getLocalPort()))
                    // Then
                    .isInstanceOf(LocalServerException.class)
                    .hasMessage(
                            "port %d is in use: choose another with --port", taken.getLocalPort());
        }
    }
}

package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class GateIT {
    private final Api api = new Api();
    private final int port =
            ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);

    @Test
    void onlyKnownHostsAreServed() throws IOException {
        // Then
        assertThat(statusFor("localhost:" + port)).isEqualTo(200);
        assertThat(statusFor("127.0.0.1:" + port)).isEqualTo(200);
        assertThat(statusFor("[::1]:" + port)).isEqualTo(200);
        assertThat(statusFor("LOCALHOST")).isEqualTo(200);
        assertThat(statusFor("rebound.example:" + port)).isEqualTo(421);
        assertThat(statusFor("localhost.evil.example")).isEqualTo(421);
    }

    @Test
    void writesOfOtherOriginsAreRefusedAndReadsAreNot() {
        // Given
        String path = "/api/runs/" + UUID.randomUUID() + "/cancel";

        // Then
        assertThat(write(path, "Origin", "https://evil.example").status()).isEqualTo(403);
        assertThat(write(path, "Origin", "null").problem()).isEqualTo("cross-origin");
        assertThat(write(path, "Origin", "http://localhost:1").status()).isEqualTo(403);
        assertThat(write(path, "Sec-Fetch-Site", "cross-site").status()).isEqualTo(403);
        assertThat(write(path, "Origin", "http://localhost:" + port).problem())
                .isEqualTo("not-found");
        assertThat(write(path, "Sec-Fetch-Site", "same-origin").problem()).isEqualTo("not-found");
        assertThat(
                        api.send(api.request("/api/runs").header("Origin", "https://evil.example"))
                                .status())
                .isEqualTo(200);
    }

    private Reply write(String path, String header, String value) {
        return api.send(api.request(path).header(header, value).POST(BodyPublishers.noBody()));
    }

    /** A socket, because Java's client sets the Host header by itself. */
    private int statusFor(String host) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            String request =
                    "GET /api/runs HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(host);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }
}

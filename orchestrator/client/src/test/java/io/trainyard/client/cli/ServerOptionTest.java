package io.trainyard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.client.local.ServerState;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What is asked of a server that runs already. */
final class ServerOptionTest {
    @Test
    void saysWhatIsIgnored() {
        assertThat(ignored(null, "--port", "4567", "--token", "t", "--data-root", "/b", "/c"))
                .containsExactly(
                        "--port 4567 is ignored: the server runs on port 8081; to change it, 'trainyard down' first",
                        "--token is ignored: the server runs without one; to change it, 'trainyard down' first",
                        "--data-root is ignored: the worker runs with /a, /b; to change it, 'trainyard down' first");
        assertThat(ignored("other", "--token", "t"))
                .containsExactly(
                        "--token is ignored: the server runs with another; to change it, 'trainyard down' first");
    }

    @Test
    void saysNothingWhereAllIsAsAskedFor() {
        assertThat(ignored("t", "--port", "8081", "--token", "t", "--data-root", "/a", "/b"))
                .isEmpty();
        assertThat(ignored("t", "--port", "0")).isEmpty();
        assertThat(ignored("t")).isEmpty();
    }

    private static List<String> ignored(@Nullable String token, String... arguments) {
        var running =
                new ServerState(
                        URI.create("http://127.0.0.1:8081"),
                        token,
                        "",
                        List.of(Path.of("/a"), Path.of("/b")),
                        List.of());
        return CommandLine.populateCommand(new ServerOption(), arguments).ignored(running);
    }
}

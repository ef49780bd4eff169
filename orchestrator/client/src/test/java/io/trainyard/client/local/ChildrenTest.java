package io.trainyard.client.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildrenTest {
    private static final URI URL = URI.create("http://127.0.0.1:8080");
    private static final Program ENDS_AT_ONCE =
            new Program(
                    "embedded", Path.of("absent.jar"), 16, List.of(), Map.of(), ClassArchive.USED);

    @TempDir Path path;

    /** A command whose programs have ended, and that learns of it after another took over. */
    @Test
    void leaveTheStateOfAServerThatAnotherCommandStartedSince() throws Exception {
        // Given
        var folder = new LocalFolder(path);
        var children = children(folder);
        var _ = children.ensure(ENDS_AT_ONCE);
        var winner =
                new ServerState(
                        URI.create("http://127.0.0.1:9"), null, "", List.of(), List.of(self()));
        winner.write(folder);

        // When
        children.close();

        // Then
        assertThat(ServerState.read(folder)).contains(winner);
    }

    @Test
    void leaveNothingOfAServerOfTheirOwn() throws Exception {
        // Given
        var folder = new LocalFolder(path);
        var children = children(folder);
        var _ = children.ensure(ENDS_AT_ONCE);

        // When
        children.close();

        // Then
        assertThat(ServerState.read(folder)).isEmpty();
    }

    private static Children children(LocalFolder folder) {
        return new Children(folder, URL, null, List.of(), Optional.empty());
    }

    private ChildState self() {
        ProcessHandle self = ProcessHandle.current();
        return new ChildState(
                "worker", self.pid(), self.info().startInstant().orElse(null), path.resolve("log"));
    }
}

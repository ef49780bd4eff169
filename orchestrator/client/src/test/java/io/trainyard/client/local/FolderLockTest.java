package io.trainyard.client.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderLockTest {
    @TempDir Path path;

    private LocalFolder folder = new LocalFolder(Path.of(""));

    @BeforeEach
    void useFolder() {
        folder = new LocalFolder(path.resolve("new"));
    }

    @Test
    void theSecondWaitsForTheFirst() {
        // Given a first that holds it twice
        var first = new FolderLock(folder);
        first.hold();
        first.hold();

        // When
        var second =
                CompletableFuture.runAsync(() -> {
                    var lock = new FolderLock(folder);
                    lock.hold();
                    lock.release();
                });

        // Then
        first.release();
        assertThat(second).isNotDone();
        first.release();
        assertThat(second).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void saysWhoIsBusyWhereThatTakesTooLong() {
        // Given
        var first = new FolderLock(folder);
        first.hold();

        // When
        assertThatThrownBy(() -> new FolderLock(folder, Duration.ZERO).hold())
                // Then
                .isInstanceOf(LocalServerException.class)
                .hasMessage(
                        "process %d is starting or stopping the server over %s: try again when it has ended",
                        ProcessHandle.current().pid(), folder.path());
        first.release();
    }
}

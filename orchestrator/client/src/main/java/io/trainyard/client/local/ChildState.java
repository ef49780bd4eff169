package io.trainyard.client.local;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A started program, as another command can find it again.
 *
 * @param startedAt when the process began, as the system says: tells it from a stranger that has
 *     been given its number since; null where the system does not say
 */
public record ChildState(String name, long pid, @Nullable Instant startedAt, Path log) {
    /** The process, while it lives. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        startedAt == null
                                || process.info()
                                        .startInstant()
                                        .map(startedAt::equals)
                                        .orElse(true));
    }

    /** Whether both are the same process. */
    boolean isSame(ChildState other) {
        return pid == other.pid && Objects.equals(startedAt, other.startedAt);
    }

    /** Whether the process lives. */
    public boolean isAlive() {
        return process().isPresent();
    }
}

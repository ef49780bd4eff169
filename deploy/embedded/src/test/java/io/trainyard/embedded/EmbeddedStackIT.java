package io.trainyard.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedStackIT {
    @TempDir Path folder;

    @Test
    void keepsTopicsRowsAndAddressesAcrossARestart() throws Exception {
        // Given
        Endpoints before;
        try (var stack = EmbeddedStack.start(folder)) {
            before = stack.endpoints();
            new StackProbe(before).write();
        }

        // When
        try (var stack = EmbeddedStack.start(folder)) {
            var probe = new StackProbe(stack.endpoints());

            // Then
            assertThat(stack.endpoints()).isEqualTo(before);
            assertThat(probe.findsTopic()).isTrue();
            assertThat(probe.storedAnswer()).isEqualTo(42);
            assertThat(probe.setting("fsync")).isEqualTo("on");
            assertThat(probe.setting("synchronous_commit")).isEqualTo("on");
            assertThat(probe.setting("server_encoding")).isEqualTo("UTF8");
            assertThat(probe.setting("lc_messages")).isEqualTo("C");
        }
    }

    @Test
    void refusesAFolderInUseInOneSentence() throws Exception {
        // Given
        try (var _ = DataFolder.take(folder)) {
            // When
            assertThatThrownBy(() -> EmbeddedStack.start(folder))
                    // Then
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "data folder %s is in use by process %d",
                            folder.toRealPath(), ProcessHandle.current().pid());
        }
    }
}

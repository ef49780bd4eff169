package io.trainyard.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.failure.RunFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataRootsTest {
    @TempDir private Path folder;
    private Path allowed = Path.of("/");
    private Path secret = Path.of("/");

    @BeforeEach
    void makeFolders() throws IOException {
        allowed = Files.createDirectory(folder.resolve("allowed"));
        secret = Files.createDirectory(folder.resolve("secret"));
    }

    @Test
    void takesPathsAndFileAddressesBelowARoot() throws IOException {
        // Given
        Path data = Files.createDirectory(allowed.resolve("with space"));
        DataRoots roots = new DataRoots(List.of(allowed));

        // Then
        assertThat(roots.resolve(data.toString(), FailureKind.DATA_MISSING))
                .isEqualTo(data.toRealPath());
        assertThat(roots.resolve(data.toUri().toString(), FailureKind.DATA_MISSING))
                .isEqualTo(data.toRealPath());
    }

    @Test
    void refusesWhatLiesOutsideAndSaysHowToAllowIt() {
        // Given
        DataRoots roots = new DataRoots(List.of(allowed));

        for (String path :
                List.of(
                        secret.toString(),
                        allowed + "/../secret",
                        allowed + "-not",
                        "/etc/passwd")) {
            // Then
            assertFails(roots, path, FailureKind.DATA_FORBIDDEN, allowed.toString());
        }
    }

    @Test
    void refusesALinkThatLeadsOut() throws IOException {
        // Given
        Path link = Files.createSymbolicLink(allowed.resolve("link"), secret);

        // Then
        assertFails(
                new DataRoots(List.of(allowed)),
                link.toString(),
                FailureKind.DATA_FORBIDDEN,
                secret.toString());
    }

    @Test
    void refusesAnImageBehindALinkThatLeadsOut() throws IOException {
        // Given
        Fixtures.folder(secret, java.util.Map.of("x.png", Fixtures.bytes("rgba.png")));
        Path tree = Files.createDirectories(allowed.resolve("tree/class"));
        Path link = Files.createSymbolicLink(tree.resolve("x.png"), secret.resolve("x.png"));
        assertThat(link).exists();
        DataRoots roots = new DataRoots(List.of(allowed));

        // Then
        assertThatThrownBy(() -> ImageTree.open(allowed.resolve("tree"), roots))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("secret");
    }

    @Test
    void aRootMayItselfBeALink() throws IOException {
        // Given
        Path root = Files.createSymbolicLink(folder.resolve("root"), allowed);
        Path data = Files.createDirectory(allowed.resolve("data"));

        // Then
        assertThat(
                        new DataRoots(List.of(root))
                                .resolve(root.resolve("data").toString(), FailureKind.DATA_MISSING))
                .isEqualTo(data.toRealPath());
    }

    @Test
    void namesWhatIsAbsentRelativeOrNoPath() {
        // Given
        DataRoots roots = new DataRoots(List.of(allowed));

        // Then
        assertFails(roots, allowed + "/absent", FailureKind.DATA_MISSING, "absent");
        assertFails(roots, "relative/path", FailureKind.DATA_MISSING, "not an absolute path");
        assertFails(roots, "\0", FailureKind.DATA_MISSING, "no path");
    }

    private static void assertFails(DataRoots roots, String path, FailureKind kind, String words) {
        assertThatThrownBy(() -> roots.resolve(path, FailureKind.DATA_MISSING))
                .asInstanceOf(InstanceOfAssertFactories.throwable(RunFailedException.class))
                .hasMessageContaining(words)
                .extracting(RunFailedException::kind)
                .isEqualTo(kind);
    }
}

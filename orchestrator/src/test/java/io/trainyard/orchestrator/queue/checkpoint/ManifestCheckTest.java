package io.trainyard.orchestrator.queue.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.CheckpointManifest;
import io.trainyard.contract.api.CheckpointManifest.Chunk;
import io.trainyard.contract.api.CheckpointManifest.File;
import io.trainyard.contract.message.CheckpointRole;
import io.trainyard.contract.spec.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ManifestCheckTest {
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final int FULL = CheckpointManifest.CHUNK_BYTES;

    @Test
    void manifestThatAddsUpIsGood() {
        // Given
        File file = file("model.safetensors", FULL + 5L, FULL, 5);

        // Then
        assertThat(problems(file)).isEmpty();
    }

    @Test
    void everyProblemIsNamed() {
        // Given
        File shortMiddle = file("a", 10, 5, 5);
        File wrongTotal = file("b", 11, 10);
        File noChunks = new File("c", 0, HASH, List.of());
        File badHash =
                new File("d", 5, "XYZ", List.of(new Chunk(HASH.toUpperCase(Locale.ROOT), 5)));
        File empty = file("e", 0, 0);
        File large = file("f", FULL + 1L, FULL + 1);

        // Then
        assertThat(problems(shortMiddle)).containsExactly("files[0].chunks[0].bytes");
        assertThat(problems(wrongTotal)).containsExactly("files[0].bytes");
        assertThat(problems(noChunks)).containsExactly("files[0].chunks");
        assertThat(problems(badHash))
                .containsExactly("files[0].sha256", "files[0].chunks[0].sha256");
        assertThat(problems(empty)).containsExactly("files[0].chunks[0].bytes");
        assertThat(problems(large)).containsExactly("files[0].chunks[0].bytes");
        assertThat(problems(file("x", 5, 5), file("x", 5, 5))).containsExactly("files[1].name");
    }

    @Test
    void namesThatLeaveTheirFolderAreRefused() {
        // Then
        for (String name : List.of("", "..", "../a", "a/b", "a\\b", "/a", ".a", "a\0b", "%2e%2e")) {
            assertThat(problems(file(name, 5, 5))).as(name).containsExactly("files[0].name");
        }
    }

    @Test
    void manifestWithoutFilesOrRolesIsRefused() {
        // Given
        var manifest = new CheckpointManifest(1, 10, Set.of(), Map.of(), List.of());

        // Then
        assertThat(ManifestCheck.problems(manifest))
                .extracting(Problem::path)
                .containsExactly("roles", "files");
    }

    private static List<String> problems(File... files) {
        var manifest =
                new CheckpointManifest(
                        1, 10, Set.of(CheckpointRole.LAST), Map.of(), List.of(files));
        return ManifestCheck.problems(manifest).stream().map(Problem::path).toList();
    }

    private static File file(String name, long bytes, int... chunks) {
        List<Chunk> list =
                Arrays.stream(chunks).mapToObj(length -> new Chunk(HASH, length)).toList();
        return new File(name, bytes, HASH, list);
    }
}

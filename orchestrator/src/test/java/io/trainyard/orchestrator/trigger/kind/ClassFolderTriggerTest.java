package io.trainyard.orchestrator.trigger.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.orchestrator.store.Nature;
import io.trainyard.orchestrator.trigger.kind.WatchedKind.Look;
import io.trainyard.orchestrator.trigger.kind.WatchedKind.Sight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFolderTriggerTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir Path temporary;

    private Path root = Path.of("/");
    private Path folder = Path.of("/");
    private Instant now = TriggerKindsTest.NOW;
    private ObjectNode memory = JsonNodeFactory.instance.objectNode();
    private final AtomicInteger progress = new AtomicInteger();

    @BeforeEach
    void makeFolder() throws IOException {
        root = Files.createDirectory(temporary.resolve("root"));
        folder = Files.createDirectory(root.resolve("pets"));
        image("cat/1.png", "one");
    }

    private void image(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    }

    private Sight look() {
        now = now.plusSeconds(30);
        var kind = new ClassFolderTrigger(TriggerKindsTest.surroundings(List.of(root)));
        var parameters =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("path", folder.toString())
                        .put("every", "30s");
        Sight sight =
                kind.look(new Look(parameters, memory, now, now, () -> progress.incrementAndGet()));
        memory = sight.memory();
        return sight;
    }

    private static Nature natureOf(Sight sight) {
        assertThat(sight.seen()).hasSize(1);
        return sight.seen().getFirst().nature();
    }

    @Test
    void firstLookIsTheBaselineAndTheNextConfirmsIt() {
        // When
        Sight first = look();
        Sight second = look();

        // Then
        assertThat(natureOf(first)).isEqualTo(Nature.BASELINE);
        assertThat(first.confirms()).isFalse();
        assertThat(second.seen()).isEmpty();
        assertThat(second.confirms()).isTrue();
    }

    @Test
    void contentCountsAndTimesDoNot() throws IOException {
        // Given
        Sight first = look();

        // When
        Files.setLastModifiedTime(
                folder.resolve("cat/1.png"), FileTime.from(LONG_AGO.plusSeconds(5)));
        Sight touched = look();
        image("cat/1.png", "two");
        Sight changed = look();
        Files.move(folder.resolve("cat/1.png"), folder.resolve("cat/2.png"));
        Sight moved = look();

        // Then
        assertThat(touched.seen()).isEmpty();
        assertThat(natureOf(changed)).isEqualTo(Nature.CHANGE);
        assertThat(natureOf(moved)).isEqualTo(Nature.CHANGE);
        assertThat(changed.seen().getFirst().id()).isNotEqualTo(first.seen().getFirst().id());
    }

    @Test
    void unchangedFolderIsNotReadAgain() throws IOException {
        // Given
        image("dog/1.png", "x".repeat(500_000));
        var _ = look();
        progress.set(0);

        // When
        var _ = look();

        // Then one step a file, none for its content
        assertThat(progress).hasValue(2);
    }

    @Test
    void fileWrittenJustNowIsReadAgainBecauseAWriteMayHideBehindItsTime() throws IOException {
        // Given
        FileTime moment = FileTime.from(Instant.now());
        Files.writeString(folder.resolve("cat/1.png"), "aaa");
        Files.setLastModifiedTime(folder.resolve("cat/1.png"), moment);
        var _ = look();

        // When the same size and time hide another content
        Files.writeString(folder.resolve("cat/1.png"), "bbb");
        Files.setLastModifiedTime(folder.resolve("cat/1.png"), moment);

        // Then
        assertThat(natureOf(look())).isEqualTo(Nature.CHANGE);
    }

    @Test
    void onlyWhatTheDatasetReadsCounts() throws IOException {
        // Given
        var _ = look();

        // When
        image("beside.png", "of no class");
        image("cat/notes.txt", "no image");
        image("cat/.hidden.png", "hidden");
        image("__MACOSX/cat/1.png", "a fork");
        image(".git/cat/1.png", "hidden above");

        // Then
        assertThat(look().seen()).isEmpty();
        image("cat/2.JPeG", "an image");
        assertThat(natureOf(look())).isEqualTo(Nature.CHANGE);
    }

    @Test
    void lossIsSeenOnceAndTheReturnIsComparedToWhatWasThere() throws IOException {
        // Given
        var _ = look();
        Path away = root.resolve("away");

        // When
        Files.move(folder, away);
        Sight lost = look();
        Sight still = look();
        Files.move(away, folder);
        Sight back = look();
        Files.move(folder, away);
        Sight lostAgain = look();
        Files.move(away, folder);
        image("cat/2.png", "new");
        Sight changed = look();

        // Then
        assertThat(natureOf(lost)).isEqualTo(Nature.TROUBLE);
        assertThat(lost.seen().getFirst().detail()).contains(folder.toString(), "does not exist");
        assertThat(still.seen()).isEmpty();
        assertThat(still.confirms()).isFalse();
        assertThat(back.seen()).isEmpty();
        assertThat(back.confirms()).isTrue();
        assertThat(natureOf(lostAgain)).isEqualTo(Nature.TROUBLE);
        assertThat(lostAgain.seen().getFirst().id()).isNotEqualTo(lost.seen().getFirst().id());
        assertThat(natureOf(changed)).isEqualTo(Nature.CHANGE);
    }

    @Test
    void linkThatLeadsOutOfTheRootsIsTrouble() throws IOException {
        // Given
        var _ = look();
        Path secret = Files.createDirectory(temporary.resolve("secret"));
        Files.writeString(secret.resolve("x.png"), "secret");

        // When
        var _ = Files.createSymbolicLink(folder.resolve("dog"), secret);

        // Then
        Sight sight = look();
        assertThat(natureOf(sight)).isEqualTo(Nature.TROUBLE);
        assertThat(sight.seen().getFirst().detail()).contains("outside", "data roots");
    }

    @Test
    void linkWithinTheRootsIsFollowedAndALoopIsTrouble() throws IOException {
        // Given
        var _ = look();
        Path more = Files.createDirectory(root.resolve("more"));
        Files.writeString(more.resolve("x.png"), "more");
        var _ = Files.createSymbolicLink(folder.resolve("dog"), more);

        // Then
        assertThat(natureOf(look())).isEqualTo(Nature.CHANGE);
        var _ = Files.createSymbolicLink(more.resolve("loop"), folder);
        assertThat(natureOf(look())).isEqualTo(Nature.TROUBLE);
    }

    @Test
    void tooMuchIsTroubleWithTheLimit() throws IOException {
        // Given
        var _ = look();

        // When
        for (int number = 0; number < 101; number++) {
            image("cat/many-%d.png".formatted(number), "x");
        }

        // Then
        Sight sight = look();
        assertThat(natureOf(sight)).isEqualTo(Nature.TROUBLE);
        assertThat(sight.seen().getFirst().detail())
                .contains("100 images", "TRAINYARD_TRIGGERS_MOST_FILES");
    }

    @Test
    void hostileNamesAreOnlyNames() throws IOException {
        // Given
        var _ = look();

        // When
        image("cat/'; DROP TABLE run; --.png", "1");
        image("cat/line\nbreak\u001b[2J.png", "2");
        image("$(id)/`id`.png", "3");

        // Then
        Sight sight = look();
        assertThat(natureOf(sight)).isEqualTo(Nature.CHANGE);
        assertThat(sight.seen().getFirst().detail()).isEqualTo("the images changed: 4 now, +3");
    }

    @Test
    void folderChangedDuringALookIsOfNoState() throws IOException {
        // Given
        var _ = look();
        image("cat/2.png", "x");
        String known = memory.toString();
        var written = new java.util.concurrent.atomic.AtomicBoolean();
        var kind = new ClassFolderTrigger(TriggerKindsTest.surroundings(List.of(root)));
        var parameters =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("path", folder.toString())
                        .put("every", "30s");
        // When a third image arrives while the first two are read
        AtomicInteger steps = new AtomicInteger();
        Sight sight =
                kind.look(
                        new Look(
                                parameters,
                                memory,
                                now,
                                now,
                                () -> {
                                    if (steps.incrementAndGet() == 3 && !written.get()) {
                                        written.set(true);
                                        write("cat/3.png");
                                    }
                                }));

        // Then
        assertThat(sight.seen()).isEmpty();
        assertThat(sight.confirms()).isFalse();
        assertThat(sight.memory()).hasToString(known);
    }

    private void write(String path) {
        try {
            image(path, "late");
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}

package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.Decision;
import io.trainyard.contract.api.DecisionView;
import io.trainyard.contract.api.DryRunView;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.api.TriggerView;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A watched folder of images. */
@OrchestratorTest
class FolderTriggerIT {
    private final Api api = new Api();
    private final TriggerFixture trigger = new TriggerFixture(api);

    private String when(Path folder) {
        return "{kind: class_folder, path: %s, every: 1s}".formatted(folder);
    }

    private static long fired(List<DecisionView> decisions) {
        return decisions.stream().filter(line -> line.decision() == Decision.FIRED).count();
    }

    @Test
    void newImageStartsOneRunAndTheLedgerSaysWhy() throws Exception {
        // Given
        Path folder = trigger.folder();
        TriggerView added = trigger.add(when(folder), "debounce: 1s");
        var _ = trigger.awaitDecisions(lines -> lines.size() == 1);

        // When
        TriggerFixture.image(folder, "dog/1.png", "a new image");
        var _ = trigger.awaitDecisions(lines -> fired(lines) == 1);
        trigger.awaitLook();
        Files.setLastModifiedTime(folder.resolve("dog/1.png"), FileTime.from(Instant.now()));
        trigger.awaitLook();

        // Then
        assertThat(added.debounce()).isEqualTo(Duration.ofSeconds(1));
        List<DecisionView> lines = trigger.decisions();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().occurrence()).matches("sha256:[0-9a-f]{64}");
        assertThat(lines.getFirst().reason())
                .contains("the images changed: 2 now, +1", "the debounce of 1s");
        assertThat(lines.getLast().decision()).isEqualTo(Decision.SUPPRESSED);
        assertThat(lines.getLast().reason()).startsWith("baseline: images in the folder: 1");
        RunView run = api.run(Objects.requireNonNull(lines.getFirst().run()));
        assertThat(run.tags()).contains("trigger:" + trigger.name());
        assertThat(trigger.runs()).isEqualTo(1);
        assertAgrees();
    }

    @Test
    void stateThatDidNotStayStartsNothing() {
        // Given
        Path folder = trigger.folder();
        var _ = trigger.add(when(folder), "debounce: 3s");
        var _ = trigger.awaitDecisions(lines -> lines.size() == 1);

        // When an image comes, is replaced, and the folder is as it was again
        TriggerFixture.image(folder, "cat/1.png", "half of it");
        var _ = trigger.awaitDecisions(lines -> lines.size() == 2);
        TriggerFixture.image(folder, "cat/1.png", "all of it");
        var _ = trigger.awaitDecisions(lines -> lines.size() == 3);
        TriggerFixture.image(folder, "cat/1.png", "first");
        var _ = trigger.awaitDecisions(lines -> lines.size() == 4);
        trigger.awaitLook();

        // Then
        assertThat(trigger.decisions())
                .extracting(DecisionView::decision)
                .containsExactly(
                        Decision.SUPPRESSED,
                        Decision.COALESCED,
                        Decision.COALESCED,
                        Decision.SUPPRESSED);
        assertThat(trigger.decisions().getFirst().occurrence()).endsWith("#2");
        assertThat(trigger.runs()).isZero();
        assertAgrees();
    }

    @Test
    void changeDuringTheCooldownIsNotLost() {
        // Given
        Path folder = trigger.folder();
        var _ = trigger.add(when(folder), "debounce: 0s", "cooldown: 4s");
        var _ = trigger.awaitDecisions(lines -> lines.size() == 1);
        TriggerFixture.image(folder, "cat/2.png", "two");
        var _ = trigger.awaitDecisions(lines -> fired(lines) == 1);

        // When
        TriggerFixture.image(folder, "cat/3.png", "three");
        var _ = trigger.awaitDecisions(lines -> fired(lines) == 2);

        // Then
        List<DecisionView> lines = trigger.decisions();
        assertThat(lines.getFirst().reason()).contains("the cooldown of 4s is over");
        Instant first = Objects.requireNonNull(lines.get(1).decidedAt());
        Instant second = Objects.requireNonNull(lines.getFirst().decidedAt());
        assertThat(Duration.between(Objects.requireNonNull(lines.get(1).dueAt()), second))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(4));
        assertThat(second).isAfter(first);
        assertAgrees();
    }

    @Test
    void vanishedFolderIsOneLineAndItsReturnIsComparedToWhatWasThere() throws Exception {
        // Given
        Path folder = trigger.folder();
        var _ = trigger.add(when(folder), "debounce: 0s");
        var _ = trigger.awaitDecisions(lines -> lines.size() == 1);
        Path away = folder.resolveSibling(trigger.name() + "-away");

        // When
        Files.move(folder, away);
        var _ = trigger.awaitDecisions(lines -> lines.size() == 2);
        trigger.awaitLook();
        Files.move(away, folder);
        trigger.awaitLook();
        TriggerFixture.image(folder, "cat/2.png", "new");
        var _ = trigger.awaitDecisions(lines -> fired(lines) == 1);

        // Then
        List<DecisionView> lines = trigger.decisions();
        assertThat(lines)
                .extracting(DecisionView::decision)
                .containsExactly(Decision.FIRED, Decision.REFUSED, Decision.SUPPRESSED);
        assertThat(lines.get(1).occurrence()).startsWith("unreadable:");
        assertThat(lines.get(1).reason()).contains("cannot be read", folder.toString());
        assertThat(trigger.runs()).isEqualTo(1);
        assertAgrees();
    }

    @Test
    void twoReplicasStartOneRunAChange() throws Exception {
        // Given a second orchestrator on the same database
        Path log = Files.createTempFile("replica", ".log");
        var builder = new ProcessBuilder(Program.command());
        builder.environment().putAll(Program.environment());
        Process replica = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            Awaitility.await("the replica listens")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> Files.readString(log).contains("Listening on"));
            Path folder = trigger.folder();
            var _ = trigger.add(when(folder), "debounce: 0s");
            var _ = trigger.awaitDecisions(lines -> lines.size() == 1);

            // When
            for (int change = 1; change <= 3; change++) {
                int runs = change;
                TriggerFixture.image(folder, "dog/%d.png".formatted(change), "image " + change);
                var _ = trigger.awaitDecisions(lines -> fired(lines) == runs);
            }
            trigger.awaitLook();
        } finally {
            replica.destroy();
            assertThat(replica.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }

        // Then
        assertThat(trigger.decisions()).hasSize(4);
        assertThat(trigger.runs()).isEqualTo(3);
        assertAgrees();
    }

    @Test
    void slowLookThatWasOvertakenIsDropped() throws Exception {
        // Given a look that takes its time, over a file of holes
        Path folder = trigger.folder();
        try (var file = new RandomAccessFile(folder.resolve("cat/1.png").toFile(), "rw")) {
            file.setLength(1L << 30);
        }
        var _ = trigger.add(when(folder));
        Awaitility.await("a look is on its way")
                .atMost(TriggerFixture.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() ->
                        Rows.count(
                                        """
                                        SELECT count(*) FROM trigger WHERE name = ? AND look = 1
                                            AND next_look_at > clock_timestamp() + interval '40 s'
                                        """,
                                        trigger.name())
                                == 1);

        // When a newer one of another replica comes to its end first
        Rows.change(
                """
                UPDATE trigger SET look = look + 1, memory = '{"content": "newer", "files": 7}',
                    next_look_at = clock_timestamp() + interval '1 h'
                WHERE name = ?
                """,
                trigger.name());

        // Then the older one changes nothing; this replica looks at another folder after it
        var other = new TriggerFixture(api);
        var _ = other.add(when(other.folder()));
        var _ = other.awaitDecisions(lines -> lines.size() == 1);
        assertThat(trigger.decisions()).isEmpty();
        assertThat(
                        Rows.read(
                                "SELECT memory->>'content' FROM trigger WHERE name = ?",
                                trigger.name()))
                .containsExactly("newer");
        trigger.remove();
    }

    @Test
    void dryRunOfDefinitionLooksAtTheFolderAndStoresNothing() {
        // Given
        Path folder = trigger.folder();

        // When
        DryRunView view =
                api.send(trigger.yaml("/api/triggers/dry-run", trigger.definition(when(folder))))
                        .as(DryRunView.class);

        // Then
        assertThat(view.steps())
                .singleElement()
                .matches(step -> step.decision() == Decision.SUPPRESSED)
                .matches(step -> step.reason().contains("images in the folder: 1"));
        assertThat(trigger.decisions()).isEmpty();
    }

    private void assertAgrees() {
        DryRunView view =
                api.get("/api/triggers/" + trigger.name() + "/dry-run").as(DryRunView.class);
        assertThat(view.agrees()).as("%s", view.steps()).isTrue();
        assertThat(view.steps().reversed())
                .extracting(DryRunView.Step::reason)
                .containsExactlyElementsOf(
                        trigger.decisions().stream().map(DecisionView::reason).toList());
    }
}

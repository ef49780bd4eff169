package io.trainyard.client.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.TrainerCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainerProcessTest {
    @TempDir Path folder;

    private final List<RunEvent> heard = new ArrayList<>();
    private TrainerProcess trainer;

    @BeforeEach
    void start() throws IOException {
        trainer =
                TrainerProcess.start(
                        new TrainerProcess.Settings(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                fakeTrainerJar(),
                                List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"),
                                folder.resolve("trainer.log"),
                                1));
    }

    @AfterEach
    void stop() {
        trainer.close();
    }

    @Test
    void deliversEventsInOrderAndTakesAnotherRun() {
        // When
        var first = trainer.run(spec("finish"), heard::add);
        var second = trainer.run(spec("finish"), event -> {});

        // Then
        assertThat(heard)
                .containsExactly(
                        new RunEvent.LogLine(RunEvent.LogLine.Level.INFO, "größer"), first);
        assertThat(second).isEqualTo(first).isInstanceOf(RunEvent.Finished.class);
        assertThat(folder.resolve("trainer.log")).content().contains("a library says hello");
    }

    @Test
    void turnsACrashIntoAFailureWithItsLastWords() {
        // When
        var end = trainer.run(spec("crash"), heard::add);

        // Then
        assertThat(end)
                .isEqualTo(
                        new RunEvent.Failed(
                                FailureKind.TRAINER_CRASHED,
                                "the trainer process ended with exit status 7: something native gave way",
                                0));
        assertThat(heard).containsExactly(end);
        assertThat(trainer.isAlive()).isFalse();
    }

    @Test
    void tellsAFullHeapFromACrash() {
        // When
        var end = trainer.run(spec("exhaust"), heard::add);

        // Then
        assertThat(end)
                .isInstanceOfSatisfying(
                        RunEvent.Failed.class,
                        failed -> assertThat(failed.kind()).isEqualTo(FailureKind.OUT_OF_MEMORY));
    }

    @Test
    void endsATrainerWhoseLineHasNoEnd() {
        // When
        assertThatThrownBy(() -> trainer.run(spec("babble"), heard::add))
                // Then
                .hasMessageContaining("a line of more than 4194304 characters");
        assertThat(trainer.run(spec("finish"), heard::add)).isInstanceOf(RunEvent.Failed.class);
    }

    @Test
    void cancelsWhatRuns() {
        // When
        var end = trainer.run(spec("wait"), event -> cancelOnce(event));

        // Then
        assertThat(end).isEqualTo(new RunEvent.Cancelled(4));
    }

    @Test
    void endsTheProcessWhereItsListenerFails() {
        // When
        assertThatThrownBy(() ->
                        trainer.run(
                                spec("finish"),
                                event -> {
                                    throw new IllegalStateException("full");
                                }))
                // Then
                .hasMessage("full");
        assertThat(trainer.run(spec("finish"), heard::add)).isInstanceOf(RunEvent.Failed.class);
    }

    private void cancelOnce(RunEvent event) {
        if (event instanceof RunEvent.LogLine) {
            trainer.cancel();
        }
    }

    private static TrainerCommand.Start spec(String name) {
        var tree = JsonNodeFactory.instance.objectNode().put("name", name);
        return new TrainerCommand.Start(tree, List.of("/"), "/nowhere", null);
    }

    private Path fakeTrainerJar() throws IOException {
        Path jar = folder.resolve("trainer.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeTrainer.class.getName());
        String entry = FakeTrainer.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream program = FakeTrainer.class.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new JarEntry(entry));
            assertThat(program).isNotNull();
            program.transferTo(out);
        }
        return jar;
    }
}

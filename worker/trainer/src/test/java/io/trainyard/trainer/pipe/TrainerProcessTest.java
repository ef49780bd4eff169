package io.trainyard.trainer.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.RunEvent.Cancelled;
import io.trainyard.contract.message.RunEvent.CheckpointWritten;
import io.trainyard.contract.message.RunEvent.Failed;
import io.trainyard.contract.message.RunEvent.Finished;
import io.trainyard.contract.message.RunEvent.Metrics;
import io.trainyard.contract.message.TrainerCommand;
import io.trainyard.trainer.train.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as an agent sees it: a real process, its pipes, its end. */
@Timeout(120)
class TrainerProcessTest {
    @TempDir private Path folder;

    @Test
    void trainsDigitsToNinetyFivePercentThenServesTheNextRun() throws IOException {
        try (RunningTrainer trainer = new RunningTrainer()) {
            // When
            trainer.send(Specs.start(Specs.digits(), directory("first"), null));
            List<RunEvent> first = trainer.until(RunEvent::isTerminal);

            // Then
            Finished finished = (Finished) first.getLast();
            assertThat(finished.values().get("test.accuracy")).isGreaterThanOrEqualTo(0.95);

            // When
            CheckpointWritten last = last(first);
            ObjectNode evaluation =
                    Specs.of(
                            "{\"name\": \"again\", \"kind\": \"evaluate\", \"dataset\": \"digits\"}");
            evaluation
                    .putObject("model")
                    .put("architecture", "lenet5")
                    .put("weights", Path.of(last.directory(), "model.safetensors").toString());
            trainer.send(Specs.start(evaluation, directory("second"), null));

            // Then
            assertThat(trainer.until(RunEvent::isTerminal).getLast())
                    .isEqualTo(new Finished(0, finished.values()));
        }
    }

    @Test
    void warmUpUnpacksTheNativesAndEndsByItself() throws Exception {
        try (RunningTrainer trainer = new RunningTrainer("warm-up")) {
            // Then
            assertThat(trainer.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(trainer.process().exitValue()).isZero();
        }
    }

    @Test
    void aCancelEndsTheRunAndNotTheProcess() throws IOException {
        try (RunningTrainer trainer = new RunningTrainer()) {
            // Given
            trainer.send(Specs.start(endless(), directory("endless"), null));
            Metrics metrics = (Metrics) trainer.until(Metrics.class::isInstance).getLast();

            // When
            trainer.send(new TrainerCommand.Cancel());

            // Then
            assertThat(trainer.until(RunEvent::isTerminal).getLast())
                    .isInstanceOfSatisfying(
                            Cancelled.class,
                            cancelled ->
                                    assertThat(cancelled.step())
                                            .isGreaterThanOrEqualTo(metrics.steps().getLast()));

            // When
            trainer.send(Specs.start(Specs.of("{\"name\": \"\"}"), directory("invalid"), null));

            // Then
            assertThat(trainer.until(RunEvent::isTerminal).getLast())
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed ->
                                    assertThat(failed.kind()).isEqualTo(FailureKind.SPEC_INVALID));
        }
    }

    @Test
    void endsAtOnceWhenItsAgentIsGone() throws IOException, InterruptedException {
        try (RunningTrainer trainer = new RunningTrainer()) {
            // Given
            trainer.send(Specs.start(endless(), directory("endless"), null));
            assertThat(trainer.until(Metrics.class::isInstance)).isNotEmpty();

            // When
            trainer.closeInput();

            // Then
            assertThat(trainer.process().waitFor(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aKilledRunContinuesInAnotherProcessWithTheSameBits()
            throws IOException, InterruptedException {
        // Given
        ObjectNode spec = Specs.digits();
        ((ObjectNode) spec.path("training")).put("epochs", 3);
        List<RunEvent> whole;
        List<RunEvent> resumed;
        try (RunningTrainer trainer = new RunningTrainer();
                RunningTrainer second = new RunningTrainer()) {
            trainer.send(Specs.start(spec, directory("whole"), null));
            whole = trainer.until(RunEvent::isTerminal);
            trainer.send(Specs.start(spec, directory("killed"), null));
            CheckpointWritten checkpoint =
                    (CheckpointWritten)
                            trainer.until(CheckpointWritten.class::isInstance).getLast();

            // When
            trainer.process().destroyForcibly().waitFor();
            second.send(Specs.start(spec, directory("resumed"), Path.of(checkpoint.directory())));
            resumed = second.until(RunEvent::isTerminal);
        }

        // Then
        assertThat(resumed.getLast()).isEqualTo(whole.getLast());
        for (String file : last(whole).files()) {
            assertThat(
                            Files.mismatch(
                                    Path.of(last(resumed).directory(), file),
                                    Path.of(last(whole).directory(), file)))
                    .as(file)
                    .isEqualTo(-1);
        }
    }

    private static CheckpointWritten last(List<RunEvent> events) {
        return events.stream()
                .filter(CheckpointWritten.class::isInstance)
                .map(CheckpointWritten.class::cast)
                .toList()
                .getLast();
    }

    private static ObjectNode endless() {
        ObjectNode spec = Specs.digits();
        ((ObjectNode) spec.path("training")).put("epochs", 100_000);
        return spec;
    }

    private Path directory(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }
}

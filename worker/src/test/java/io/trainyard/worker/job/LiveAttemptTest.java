package io.trainyard.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.client.trainer.TrainerProcess;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LiveAttemptTest {
    private static final RunEvent.Finished FINISHED = new RunEvent.Finished(7, Map.of());

    @TempDir private Path folder;
    private TrainerProcess trainer;
    private LiveAttempt attempt;

    /** A process that ends by itself: there is no such jar. */
    @BeforeEach
    void start() {
        trainer =
                TrainerProcess.start(
                        new TrainerProcess.Settings(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                folder.resolve("none.jar"),
                                List.of(),
                                folder.resolve("trainer.log"),
                                1));
        attempt = new LiveAttempt(trainer);
    }

    @AfterEach
    void stop() {
        attempt.close();
        trainer.close();
    }

    @Test
    void limitOfAgesIsNoLimit() {
        // When
        attempt.limit(Duration.ofSeconds(Long.MAX_VALUE));

        // Then
        assertThat(attempt.mustStop()).isFalse();
        assertThat(attempt.judge(FINISHED)).isEqualTo(FINISHED);
    }

    @Test
    void attemptThatLostAnEventHasFailedHoweverItsTrainerEnded() {
        // When
        attempt.lose(new RecordTooLargeException("9 MB are too many"));

        // Then
        assertThat(attempt.judge(FINISHED))
                .isInstanceOfSatisfying(
                        RunEvent.Failed.class,
                        failed -> {
                            assertThat(failed.kind()).isEqualTo(FailureKind.INTERNAL);
                            assertThat(failed.message()).contains("9 MB are too many");
                        });
    }
}

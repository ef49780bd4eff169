package io.trainyard.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.message.ControlMessage;
import io.trainyard.contract.message.Protocol;
import io.trainyard.contract.message.WorkerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunningAttemptsTest {
    private static final UUID RUN = UUID.fromString("7d3f7c1e-0b1a-4c56-9d0b-2f6f3f1f8a10");

    private final RunningAttempts attempts = new RunningAttempts();

    private static final class Recorded implements RunningAttempts.Attempt {
        private final List<String> asked = new ArrayList<>();

        @Override
        public long step() {
            return 42;
        }

        @Override
        public void cancel() {
            asked.add("cancel");
        }

        @Override
        public void suspend() {
            asked.add("suspend");
        }

        @Override
        public void fence() {
            asked.add("fence");
        }
    }

    @Test
    void cancelReachesTheAttemptItNames() {
        // Given
        Recorded attempt = begin(1);

        // When
        attempts.control(new ControlMessage.Cancel(Protocol.VERSION, RUN, 1));

        // Then
        assertThat(attempt.asked).containsExactly("cancel");
    }

    @Test
    void runThatGoesOnLaterIsSuspended() {
        // Given
        Recorded attempt = begin(1);

        // When
        attempts.control(ControlMessage.Cancel.suspending(RUN, 1));

        // Then
        assertThat(attempt.asked).containsExactly("suspend");
    }

    @Test
    void messageForAnotherAttemptChangesNothing() {
        // Given
        Recorded second = begin(2);

        // When
        attempts.control(new ControlMessage.Fenced(Protocol.VERSION, RUN, 1));

        // Then
        assertThat(second.asked).isEmpty();
    }

    @Test
    void cancelThatOvertakesTheClaimIsNotLost() {
        // Given the message before the attempt
        attempts.control(new ControlMessage.Cancel(Protocol.VERSION, RUN, 1));

        // When
        Recorded attempt = begin(1);

        // Then
        assertThat(attempt.asked).containsExactly("cancel");
    }

    @Test
    void heartbeatNamesWhatRunsAndNothingElse() {
        // Given
        begin(1);
        begin(2);

        // When
        attempts.end(new RunningAttempts.Key(RUN, 1));

        // Then
        assertThat(attempts.beats()).containsExactly(new WorkerMessage.Running(RUN, 2, 42));
    }

    private Recorded begin(int number) {
        Recorded attempt = new Recorded();
        attempts.begin(new RunningAttempts.Key(RUN, number), attempt);
        return attempt;
    }
}

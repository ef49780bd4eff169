package io.trainyard.client.trainer;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;

/** What a trainer's end means that came without a terminal event. */
final class TrainerEnd {
    /** 128 + SIGKILL, as the kernel's out-of-memory killer leaves it. */
    private static final int KILLED = 137;

    /** Of a JVM that runs with ExitOnOutOfMemoryError. */
    private static final int HEAP_EXHAUSTED = 3;

    private TrainerEnd() {}

    /** Waits for the process, whose pipe is closed, to end. */
    static RunEvent.Failed of(Process process, TrainerLog log) {
        int status = process.onExit().join().exitValue();
        FailureKind kind =
                switch (status) {
                    case KILLED, HEAP_EXHAUSTED -> FailureKind.OUT_OF_MEMORY;
                    default -> FailureKind.TRAINER_CRASHED;
                };
        String words = log.tail();
        String message =
                "the trainer process ended with exit status %d%s"
                        .formatted(status, words.isEmpty() ? "" : ": " + words);
        return new RunEvent.Failed(kind, message, 0);
    }
}

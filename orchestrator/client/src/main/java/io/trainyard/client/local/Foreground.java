package io.trainyard.client.local;

import java.io.IOException;
import java.util.List;

/** A program that has this command's own input and output, and is waited for. */
final class Foreground {
    private Foreground() {}

    /** Runs the command and returns its exit status. */
    static int run(List<String> command) {
        try {
            return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
        } catch (IOException fault) {
            throw new LocalServerException(
                    "%s cannot be started: %s".formatted(command.getFirst(), fault.getMessage()),
                    fault);
        }
    }
}

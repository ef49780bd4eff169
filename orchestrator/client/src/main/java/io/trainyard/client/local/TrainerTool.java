package io.trainyard.client.local;

import java.util.ArrayList;
import java.util.List;

/** The trainer's own small commands, run in the foreground. */
public final class TrainerTool {
    private TrainerTool() {}

    /** Runs one with our own input and output, and returns its exit status. */
    public static int run(Installation installation, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Installation.java().toString());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        // Protocol buffers 4 still use it; Java 25 warns once a process.
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        installation.trainer().toString()));
        command.addAll(arguments);
        return Foreground.run(command);
    }
}

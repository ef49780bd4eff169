package io.trainyard.bench;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: one measurement a command. */
@Command(
        name = "bench",
        description = "Measures the trainer; each command prints one JSON line.",
        mixinStandardHelpOptions = true,
        subcommands = {
            StepBench.class,
            InputBench.class,
            TrainingBench.class,
            InferenceBench.class,
            MemoryBench.class
        })
public final class Bench {
    private Bench() {}

    /** Runs one command. */
    public static void main(String[] arguments) {
        PrintStream results = System.out;
        // Standard output is the one line: whatever a library prints goes to the log.
        System.setOut(System.err);
        CommandLine line = new CommandLine(new Bench());
        line.setOut(new PrintWriter(results, true, StandardCharsets.UTF_8));
        System.exit(line.execute(arguments));
    }
}

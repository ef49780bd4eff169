package io.trainyard.client.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Java program to be started.
 *
 * @param name by which people know it
 * @param heap the largest heap, in MiB
 * @param arguments after the jar
 * @param environment beside what this process has
 * @param archive whether it may leave its loaded classes for the next start
 */
record Program(
        String name,
        Path jar,
        int heap,
        List<String> arguments,
        Map<String, String> environment,
        ClassArchive archive) {
    /** For programs that are mostly idle: quick to start, small to keep. */
    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    // Without memory some threads die and others go on; an end can be mended.
                    "-XX:+ExitOnOutOfMemoryError",
                    "--sun-misc-unsafe-memory-access=allow");

    Program {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** The same with one more argument. */
    Program with(String argument) {
        var more = Stream.concat(arguments.stream(), Stream.of(argument)).toList();
        return new Program(name, jar, heap, more, environment, ClassArchive.USED);
    }

    /** The command of a process that dies with its parent's terminal. */
    List<String> command() {
        var command = new ArrayList<String>();
        command.add(Installation.java().toString());
        command.add("-Xmx%dm".formatted(heap));
        command.addAll(FLAGS);
        command.addAll(archive.flags(jar.resolveSibling(name + ".jsa")));
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(arguments);
        return List.copyOf(command);
    }

    /**
     * The command of a process in a session of its own, where neither Ctrl-C nor the end of the
     * terminal reaches it.
     */
    List<String> detachedCommand() {
        return Stream.concat(sessionLeader().stream(), command().stream()).toList();
    }

    private static List<String> sessionLeader() {
        if (isOnPath("setsid")) {
            return List.of("setsid");
        }
        // macOS has no setsid, but perl.
        return isOnPath("perl")
                ? List.of("perl", "-MPOSIX", "-e", "setsid(); exec @ARGV")
                : List.of();
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}

package io.trainyard.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The embedded services as a program: {@code --data-dir DIR}. Publishes {@code DIR/endpoints.json}
 * when both serve, prints one line, and serves until SIGTERM or SIGINT. With {@code
 * --stop-leftover} it serves nothing, and stops a PostgreSQL that a killed one left behind.
 */
public final class EmbeddedMain {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int BAD_USAGE = 2;

    private EmbeddedMain() {}

    /** Runs until it is told to stop; exit status 1 where the services cannot start or go on. */
    public static void main(String[] arguments) throws InterruptedException {
        List<String> words = List.of(arguments);
        boolean leftover = words.size() == 3 && words.getLast().equals("--stop-leftover");
        if (!(words.size() == 2 || leftover) || !words.getFirst().equals("--data-dir")) {
            System.err.println("usage: trainyard-embedded --data-dir DIR [--stop-leftover]");
            System.exit(BAD_USAGE);
        }
        // Read by slf4j-simple when the first logger is made.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        Path folder = Path.of(words.get(1));
        try {
            System.exit(leftover ? stopLeftover(folder) : serve(folder));
        } catch (IOException failure) {
            System.err.println(failure.getMessage());
            System.exit(FAILED);
        }
    }

    private static int serve(Path dataFolder) throws IOException, InterruptedException {
        EmbeddedStack stack = EmbeddedStack.start(dataFolder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, dataFolder), "stop"));
        stack.endpoints().publishIn(dataFolder);
        System.out.println("embedded services ready: " + stack.endpoints());
        System.err.println(stack.failure().join());
        return FAILED;
    }

    private static int stopLeftover(Path dataFolder) throws IOException, InterruptedException {
        EmbeddedStack.stopLeftover(dataFolder);
        return DONE;
    }

    private static void stop(EmbeddedStack stack, Path dataFolder) {
        try (stack) {
            var _ = Files.deleteIfExists(Endpoints.fileIn(dataFolder));
        } catch (IOException failure) {
            System.err.println("could not stop cleanly: " + failure.getMessage());
        }
    }
}

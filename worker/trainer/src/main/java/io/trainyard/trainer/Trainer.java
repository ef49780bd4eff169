package io.trainyard.trainer;

import io.trainyard.trainer.advise.AdviseCommand;
import io.trainyard.trainer.export.ExportCommand;
import io.trainyard.trainer.fetch.Download;
import io.trainyard.trainer.fetch.FileCache;
import io.trainyard.trainer.inspect.InspectCommand;
import io.trainyard.trainer.natives.NativeCache;
import io.trainyard.trainer.pipe.Session;
import io.trainyard.trainer.pipe.WarmUp;
import io.trainyard.trainer.predict.PredictCommand;
import io.trainyard.trainer.preview.AugmentCommand;
import io.trainyard.trainer.preview.ScheduleCommand;
import io.trainyard.trainer.train.Machine;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The program: serves the pipe where it is called without arguments, else runs one command: {@code
 * inspect}, {@code schedule}, {@code augment}, {@code predict}, {@code advise}, {@code export}, or
 * {@code warm-up}, which unpacks the native libraries and shows that they compute.
 */
public final class Trainer {
    /** System property: threads that compute and that decode; else one a processor. */
    private static final String THREADS = "trainyard.threads";

    private static final int USAGE_ERROR = 2;

    /** A file of the network that is larger is refused: ImageNet's archives are a seventh of it. */
    private static final long MOST_FETCHED_BYTES = 1L << 40;

    private Trainer() {}

    /** Runs the program. */
    public static void main(String[] arguments) throws InterruptedException {
        OutputStream output = new FileOutputStream(FileDescriptor.out);
        // Standard output belongs to events: whatever a library prints goes to the log.
        System.setOut(System.err);
        List<String> words = List.of(arguments);
        if (words.isEmpty()) {
            serve(output);
        } else if (words.getFirst().equals("inspect")) {
            System.exit(print(rest -> Stream.of(InspectCommand.run(rest)), words, output));
        } else if (words.getFirst().equals("schedule")) {
            System.exit(print(ScheduleCommand::run, words, output));
        } else if (words.getFirst().equals("export")) {
            System.exit(
                    print(rest -> Stream.of(ExportCommand.run(rest, threads())), words, output));
        } else if (words.getFirst().equals("advise")) {
            System.exit(print(rest -> Stream.of(AdviseCommand.run(rest, files())), words, output));
        } else if (words.getFirst().equals("predict")) {
            System.exit(print(rest -> PredictCommand.run(rest, threads()), words, output));
        } else if (words.getFirst().equals("augment")) {
            System.exit(
                    print(
                            rest -> Stream.of(AugmentCommand.run(rest, files(), threads())),
                            words,
                            output));
        } else if (words.equals(List.of("warm-up"))) {
            WarmUp.run(threads());
        } else {
            System.err.println(
                    "'%s' is unknown; call it without arguments, or: warm-up, or: %s, or: %s, or: %s, or: %s, or: %s, or: %s"
                            .formatted(
                                    words.getFirst(),
                                    InspectCommand.USAGE,
                                    ScheduleCommand.USAGE,
                                    PredictCommand.USAGE,
                                    ExportCommand.USAGE,
                                    AugmentCommand.USAGE,
                                    AdviseCommand.USAGE));
            System.exit(USAGE_ERROR);
        }
    }

    private static void serve(OutputStream output) throws InterruptedException {
        int threads = threads();
        ExecutorService decoders =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().name("decoder-", 0).daemon().factory());
        long pixelMemory = Runtime.getRuntime().maxMemory() / 2;
        Machine machine =
                new Machine(threads, decoders, pixelMemory, files(), InstantSource.system());
        // Halting does not wait for a native call to return, nor for anything else.
        Session session =
                new Session(System.in, output, machine, () -> Runtime.getRuntime().halt(0));
        session.listen();
        WarmUp.run(threads);
        session.serve();
    }

    private static FileCache files() {
        return new FileCache(NativeCache.folder("files"), Download.ofSystem(MOST_FETCHED_BYTES));
    }

    private static int threads() {
        return Integer.getInteger(THREADS, Runtime.getRuntime().availableProcessors());
    }

    private static int print(
            Function<List<String>, Stream<String>> command,
            List<String> words,
            OutputStream output) {
        try (var writer =
                new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8))) {
            Iterator<String> text = command.apply(words.subList(1, words.size())).iterator();
            while (text.hasNext()) {
                writer.write(text.next());
            }
            return 0;
        } catch (IllegalArgumentException problem) {
            System.err.println(problem.getMessage());
            return USAGE_ERROR;
        } catch (UncheckedIOException failure) {
            System.err.println(failure.getMessage());
            return 1;
        } catch (IOException nobodyReads) {
            // A pipe that was closed, as behind "head".
            return 1;
        }
    }
}

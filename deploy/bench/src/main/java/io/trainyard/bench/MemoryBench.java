package io.trainyard.bench;

import io.trainyard.contract.Wire;
import io.trainyard.trainer.engine.Libtorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether memory stays flat over a long training. */
@Command(
        name = "memory",
        description =
                "Resident memory over steps of LeNet-5, and the slope of a line through it. Linux only.",
        mixinStandardHelpOptions = true)
final class MemoryBench implements Callable<Integer> {
    private static final int STEPS_A_SAMPLE = 100;
    private static final double KILOBYTE = 1024;

    @Spec private CommandSpec command = CommandSpec.create();

    @Option(names = "--steps", defaultValue = "10000", description = "Steps (default: 10000).")
    private int steps;

    @Override
    public Integer call() throws IOException {
        Libtorch.prepareThread(2);
        SimpleRegression line = new SimpleRegression();
        double first = 0;
        double last = 0;
        try (OurTraining training = new OurTraining(Workload.ALL.getFirst())) {
            // What is loaded, compiled and cached during the first steps is no leak.
            training.measure(steps / 10);
            System.gc();
            for (int done = 0; done <= steps; done += STEPS_A_SAMPLE) {
                last = residentKilobytes();
                first = done == 0 ? last : first;
                line.addData(done, last);
                training.measure(STEPS_A_SAMPLE);
            }
        }
        command.commandLine()
                .getOut()
                .println(
                        Wire.json()
                                .createObjectNode()
                                .put("bench", "memory")
                                .put("steps", steps)
                                .put("firstMegabytes", first / KILOBYTE)
                                .put("lastMegabytes", last / KILOBYTE)
                                .put("slopeKilobytesPerThousandSteps", line.getSlope() * 1000)
                                .put("slopeStandardError", line.getSlopeStdErr() * 1000));
        return 0;
    }

    /** VmRSS of this process, proc(5). */
    private static double residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}

package io.trainyard.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
        ObjectNode result = Wire.json().createObjectNode().put("bench", "memory");
        ArrayNode samples = result.put("steps", steps).putArray("megabytes");
        try (OurTraining training = new OurTraining(Workload.ALL.getFirst())) {
            // What is loaded, compiled and cached during the first steps is no leak.
            training.measure(steps / 2);
            for (int done = 0; done <= steps; done += STEPS_A_SAMPLE) {
                double kilobytes = residentKilobytes();
                line.addData(done, kilobytes);
                if (done % (steps / 10) == 0) {
                    samples.add(kilobytes / KILOBYTE);
                }
                training.measure(STEPS_A_SAMPLE);
            }
        }
        result.put("bytesAStep", line.getSlope() * KILOBYTE);
        result.put("standardError", line.getSlopeStdErr() * KILOBYTE);
        command.commandLine().getOut().println(result);
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

package io.trainyard.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.trainer.engine.Computation;
import io.trainyard.trainer.engine.Libtorch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A training step, beside PyTorch's eager one. */
@Command(
        name = "step",
        description = "Forward, loss, backward and Adam; medians of turns, in milliseconds.",
        mixinStandardHelpOptions = true)
final class StepBench implements Callable<Integer> {
    /** PyTorch as it comes, and what its users try next. */
    private static final List<String> PEER_VARIANTS =
            List.of("default", "channels_last", "bf16", "channels_last+bf16");

    @Spec private CommandSpec command = CommandSpec.create();
    @Mixin private PeerOption peers = new PeerOption();

    @Option(names = "--rounds", defaultValue = "7", description = "Turns (default: 7).")
    private int rounds;

    @Option(
            names = "--threads",
            defaultValue = "2",
            description = "Of one operation, on both sides (default: 2).")
    private int threads;

    @Option(names = "--only", split = ",", description = "Architectures (default: all).")
    private List<String> only = List.of();

    private final List<Double> ratios = new ArrayList<>();
    private final List<Double> bestRatios = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Libtorch.prepareThread(threads);
        ObjectNode line = Wire.json().createObjectNode().put("bench", "step");
        line.put("ours", Libtorch.version()).put("threads", threads).putNull("peer");
        for (Workload work : Workload.ALL) {
            if (only.isEmpty() || only.contains(work.architecture())) {
                measure(work, line);
            }
        }
        if (!ratios.isEmpty()) {
            line.put("ratio", geometricMean(ratios)).put("bestRatio", geometricMean(bestRatios));
        }
        command.commandLine().getOut().println(line);
        return 0;
    }

    private void measure(Workload work, ObjectNode line) throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.add(work.peer());
        List.of(work.batch(), work.size(), threads)
                .forEach(number -> arguments.add(String.valueOf(number)));
        arguments.addAll(PEER_VARIANTS);
        try (Peer peer = peers.start("step.py", arguments).orElse(null);
                OurTraining ours = new OurTraining(work);
                OurTraining bf16 = new OurTraining(work, Computation.BF16)) {
            ours.measure(work.steps());
            bf16.measure(work.steps());
            ask(peer, work.steps(), new LinkedHashMap<>());
            Samples ourTimes = new Samples();
            Samples bf16Times = new Samples();
            Map<String, Samples> peerTimes = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                ourTimes.add(Samples.median(ours.measure(work.steps())));
                ask(peer, work.steps(), peerTimes);
                bf16Times.add(Samples.median(bf16.measure(work.steps())));
            }
            ObjectNode row = line.putObject(work.architecture());
            row.put("ours", ourTimes.median()).put("oursLeast", ourTimes.least());
            row.put("oursBf16", bf16Times.median()).put("oursBf16Least", bf16Times.least());
            if (peer != null) {
                line.put("peer", peer.name());
                compare(row, ourTimes.median(), bf16Times.median(), peerTimes);
            }
        }
    }

    private static void ask(@Nullable Peer peer, int steps, Map<String, Samples> times)
            throws IOException {
        if (peer == null) {
            return;
        }
        for (String variant : PEER_VARIANTS) {
            double[] measured = Samples.numbers(peer.ask(variant + " " + steps).path("ms"));
            times.computeIfAbsent(variant, _ -> new Samples()).add(Samples.median(measured));
        }
    }

    private void compare(ObjectNode row, double ours, double bf16, Map<String, Samples> peerTimes) {
        ObjectNode peerRow = row.putObject("peer");
        peerTimes.forEach((variant, times) -> peerRow.put(variant, times.median()));
        ObjectNode leastRow = row.putObject("peerLeast");
        peerTimes.forEach((variant, times) -> leastRow.put(variant, times.least()));
        double standard = peerRow.path(PEER_VARIANTS.getFirst()).asDouble();
        double best =
                peerTimes.values().stream().mapToDouble(Samples::median).min().orElse(standard);
        double ourBest = Math.min(ours, bf16);
        row.put("ratio", standard / ours).put("bestRatio", best / ourBest);
        ratios.add(standard / ours);
        bestRatios.add(best / ourBest);
    }

    private static double geometricMean(List<Double> numbers) {
        return StatUtils.geometricMean(numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }
}

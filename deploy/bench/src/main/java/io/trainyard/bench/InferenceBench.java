package io.trainyard.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.trainer.engine.Libtorch;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The forward pass of one image, beside PyTorch's eager one. */
@Command(
        name = "inference",
        description = "ResNet-18 on one image of 224 pixels; medians of turns, in milliseconds.",
        mixinStandardHelpOptions = true)
final class InferenceBench implements Callable<Integer> {
    private static final Workload WORK = new Workload("resnet18", "resnet18", 1, 3, 224, 20);

    @Spec private CommandSpec command = CommandSpec.create();
    @Mixin private PeerOption peers = new PeerOption();

    @Option(names = "--rounds", defaultValue = "9", description = "Turns (default: 9).")
    private int rounds;

    @Option(
            names = "--threads",
            defaultValue = "2",
            description = "Of one operation, on both sides (default: 2).")
    private int threads;

    @Override
    public Integer call() throws IOException {
        Libtorch.prepareThread(threads);
        ObjectNode line = Wire.json().createObjectNode().put("bench", "inference");
        line.put("architecture", WORK.architecture()).put("threads", threads).putNull("peer");
        List<String> arguments =
                List.of(WORK.peer(), String.valueOf(WORK.size()), String.valueOf(threads));
        try (Peer peer = peers.start("inference.py", arguments).orElse(null);
                OurTraining ours = new OurTraining(WORK)) {
            ours.measureForward(WORK.steps());
            Samples ourTimes = new Samples();
            Samples peerTimes = new Samples();
            for (int round = 0; round < rounds; round++) {
                ourTimes.add(Samples.median(ours.measureForward(WORK.steps())));
                if (peer != null) {
                    peerTimes.add(
                            Samples.median(
                                    Samples.numbers(
                                            peer.ask(String.valueOf(WORK.steps())).path("ms"))));
                }
            }
            line.put("ours", ourTimes.median()).put("oursLeast", ourTimes.least());
            if (peer != null) {
                line.put("peer", peer.name()).put("peerMs", peerTimes.median());
                line.put("ratio", peerTimes.median() / ourTimes.median());
            }
        }
        command.commandLine().getOut().println(line);
        return 0;
    }
}

package io.trainyard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.client.cli.spec.SpecFile;
import io.trainyard.client.local.Installation;
import io.trainyard.client.local.StandaloneRun;
import io.trainyard.contract.Wire;
import io.trainyard.contract.message.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A whole run, from the start of its program to its last event, beside a textbook's loop. */
@Command(
        name = "training",
        description = "A run of a spec; medians of turns, in seconds and images a second.",
        mixinStandardHelpOptions = true)
final class TrainingBench implements Callable<Integer> {
    /** What can be trained. */
    enum Kind {
        /** ResNet-20 on CIFAR-10: images a second are compared. */
        epoch("cifar", 1),
        /** A head on a frozen ResNet-18: seconds are compared. */
        frozen("frozen", 10);

        private final String peer;
        private final int epochs;

        Kind(String peer, int epochs) {
            this.peer = peer;
            this.epochs = epochs;
        }
    }

    @Spec private CommandSpec command = CommandSpec.create();
    @Mixin private PeerOption peers = new PeerOption();
    @Mixin private DataOption data = new DataOption();

    @Parameters(paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}")
    private Kind kind = Kind.epoch;

    @Option(names = "--rounds", defaultValue = "1", description = "Turns (default: 1).")
    private int rounds;

    @Option(names = "--epochs", description = "Of a run (default: 1 of epoch, 10 of frozen).")
    private int epochs;

    @Override
    public Integer call() throws IOException {
        epochs = epochs == 0 ? kind.epochs : epochs;
        int threads = Runtime.getRuntime().availableProcessors();
        Path folder = images();
        ObjectNode line = Wire.json().createObjectNode().put("bench", kind.name());
        line.put("epochs", epochs).put("threads", threads).putNull("peer");
        List<String> arguments =
                List.of(
                        kind.peer,
                        folder.toString(),
                        String.valueOf(epochs),
                        String.valueOf(threads));
        Samples ours = new Samples();
        Samples theirs = new Samples();
        Samples accuracy = new Samples();
        Samples theirAccuracy = new Samples();
        try (Peer peer = peers.start("training.py", arguments).orElse(null)) {
            for (int round = 0; round < rounds; round++) {
                long start = System.nanoTime();
                RunEvent.Finished end = run(folder, round);
                ours.add((System.nanoTime() - start) / 1e9);
                accuracy.add(end.values().getOrDefault("test.accuracy", Double.NaN));
                if (peer != null) {
                    JsonNode answer = peer.ask("run");
                    line.put("peer", peer.name()).put("images", answer.path("images").asLong());
                    theirs.add(answer.path("seconds").asDouble());
                    theirAccuracy.add(answer.path("accuracy").asDouble());
                }
            }
        }
        line.put("oursSeconds", ours.median()).put("accuracy", accuracy.median());
        if (line.hasNonNull("peer")) {
            line.put("peerSeconds", theirs.median()).put("peerAccuracy", theirAccuracy.median());
            line.put("ratio", theirs.median() / ours.median());
        }
        command.commandLine().getOut().println(line);
        return 0;
    }

    private Path images() throws IOException {
        return switch (kind) {
            case epoch -> {
                Path _ = data.unpack("cifar10-train.zip", "cifar10", UnaryOperator.identity());
                yield data.unpack("cifar10-test.zip", "cifar10", UnaryOperator.identity());
            }
            case frozen -> data.unpack("ants-bees.zip", "ants-bees", UnaryOperator.identity());
        };
    }

    private RunEvent.Finished run(Path folder, int round) throws IOException {
        Installation installation = Installation.current();
        ObjectNode spec =
                SpecFile.read(
                        installation.root().resolve("deploy/bench/specs/%s.yaml".formatted(kind)),
                        Map.of("DATA", folder.toString()));
        ((ObjectNode) spec.path("training")).put("epochs", epochs).put("seed", round + 1);
        Path out = Files.createTempDirectory("trainyard-bench-");
        RunEvent.Terminal end = StandaloneRun.of(spec, installation, out).run(_ -> {});
        if (end instanceof RunEvent.Finished finished) {
            return finished;
        }
        throw new IOException("the run ended as %s; its log is in %s".formatted(end, out));
    }
}

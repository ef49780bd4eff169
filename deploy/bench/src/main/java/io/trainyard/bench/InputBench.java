package io.trainyard.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.client.cli.spec.SpecFile;
import io.trainyard.contract.Wire;
import io.trainyard.trainer.fetch.Download;
import io.trainyard.trainer.fetch.FileCache;
import io.trainyard.trainer.train.InputRate;
import io.trainyard.trainer.train.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast photos become batches, beside torchvision's DataLoader. */
@Command(
        name = "input",
        description =
                "Photos: decode, RandomResizedCrop to 224, flip, ColorJitter, normalise; medians of turns, in images a second.",
        mixinStandardHelpOptions = true)
final class InputBench implements Callable<Integer> {
    private static final int SIZE = 224;

    private static final int BATCH = 32;

    @Spec private CommandSpec command = CommandSpec.create();
    @Mixin private PeerOption peers = new PeerOption();
    @Mixin private DataOption data = new DataOption();

    @Option(names = "--rounds", defaultValue = "5", description = "Turns (default: 5).")
    private int rounds;

    @Option(
            names = "--threads",
            defaultValue = "2",
            description = "That decode; the peer's workers (default: 2).")
    private int threads;

    @Override
    public Integer call() throws IOException {
        // A photo is n01440764_tench.JPEG: its class goes first.
        Path photos =
                data.unpack(
                        "photos.zip",
                        "photos",
                        name -> name.substring(0, name.indexOf('_')) + "/" + name);
        ObjectNode spec =
                SpecFile.read(
                        Path.of(System.getProperty("trainyard.install", ""))
                                .resolve("deploy/bench/specs/input.yaml"),
                        Map.of("PHOTOS", photos.toString()));
        ObjectNode line = Wire.json().createObjectNode().put("bench", "input");
        line.put("threads", threads).putNull("peer");
        // Nothing is fetched.
        FileCache files = new FileCache(photos, Download.ofSystem(1));
        ExecutorService decoders = Executors.newFixedThreadPool(threads);
        List<String> arguments =
                List.of(photos.toString(), "" + SIZE, "" + BATCH, String.valueOf(threads));
        try (Peer peer = peers.start("input.py", arguments).orElse(null)) {
            Samples ours = new Samples();
            Samples theirs = new Samples();
            for (int round = 0; round < rounds; round++) {
                // No memory for pixels: every pass decodes, as the peer's does.
                Machine machine = new Machine(threads, decoders, 0, files, InstantSource.system());
                ours.add(InputRate.measure(spec, machine, List.of(photos.toString()), 2).getLast());
                if (peer != null) {
                    theirs.add(peer.ask("pass").path("imagesPerSecond").asDouble());
                }
            }
            line.put("ours", ours.median());
            if (peer != null) {
                line.put("peer", peer.name()).put("peerImagesPerSecond", theirs.median());
                line.put("ratio", ours.median() / theirs.median());
            }
        } finally {
            decoders.shutdown();
        }
        command.commandLine().getOut().println(line);
        return 0;
    }
}

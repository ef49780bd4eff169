package io.trainyard.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the peers run. */
final class PeerOption {
    @Option(
            names = "--python",
            paramLabel = "FILE",
            defaultValue = "${env:PYTHON}",
            description =
                    "A Python with torch and torchvision, for the peer (default: the variable PYTHON; none: ours alone).")
    private @Nullable Path python;

    @Option(
            names = "--peers",
            paramLabel = "DIR",
            defaultValue = "${sys:trainyard.install}/deploy/bench/peers",
            description = "The folder of the peers' programs.")
    private Path folder = Path.of("");

    /** Starts a peer's program, if there is a Python for it. */
    Optional<Peer> start(String program, List<String> arguments) throws IOException {
        if (python == null || python.toString().isEmpty()) {
            return Optional.empty();
        }
        List<String> command =
                new ArrayList<>(
                        List.of(
                                python.toString(),
                                "-W",
                                "ignore",
                                folder.resolve(program).toString()));
        command.addAll(arguments);
        return Optional.of(Peer.start(command));
    }
}

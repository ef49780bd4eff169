package io.trainyard.client.cli;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.api.CheckpointView;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.message.CheckpointRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Saves a run's weights. */
@Command(
        name = "download",
        description = "Save a run's weights as safetensors, verified by their hash.",
        mixinStandardHelpOptions = true)
final class CheckpointDownloadCommand implements Callable<Integer> {
    private static final String WEIGHTS = "model.safetensors";

    private final Console console;

    @Mixin private final RunArgument argument = new RunArgument();

    @Option(
            names = "--which",
            defaultValue = "best",
            description = "${COMPLETION-CANDIDATES} (default: best).")
    private Which which = Which.best;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to (default: NAME-best.safetensors or so).")
    private @Nullable Path output;

    /** Spelt as on the command line. */
    enum Which {
        best(CheckpointRole.BEST),
        last(CheckpointRole.LAST);

        private final CheckpointRole role;

        Which(CheckpointRole role) {
            this.role = role;
        }
    }

    CheckpointDownloadCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TrainyardClient client = argument.client();
        RunView run = argument.find(client);
        CheckpointView checkpoint = find(client, run);
        CheckpointView.File weights = weights(checkpoint);
        Path target = target(run);
        client.download(checkpoint.id(), weights, target);
        console.line(
                "%s: step %d, %,d bytes, SHA-256 %s"
                        .formatted(target, checkpoint.step(), weights.bytes(), weights.sha256()));
        return ExitStatus.DONE;
    }

    private CheckpointView find(TrainyardClient client, RunView run) {
        return client.checkpoints(run.id()).stream()
                .filter(checkpoint -> checkpoint.roles().contains(which.role))
                .findFirst()
                .orElseThrow(() ->
                        new CommandFailure(
                                "run %s has no %s checkpoint".formatted(run.id(), which)));
    }

    private static CheckpointView.File weights(CheckpointView checkpoint) {
        return checkpoint.files().stream()
                .filter(file -> file.name().equals(WEIGHTS))
                .findFirst()
                .orElseThrow(() ->
                        new CommandFailure(
                                "checkpoint %s holds no %s".formatted(checkpoint.id(), WEIGHTS)));
    }

    private Path target(RunView run) {
        Path chosen = output;
        if (chosen == null) {
            String name = run.name().replaceAll("[^\\p{L}\\p{N}._-]", "-");
            return Path.of(String.format(Locale.ROOT, "%s-%s.safetensors", name, which));
        }
        Path folder = chosen.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailure("there is no folder %s".formatted(folder));
        }
        return chosen;
    }
}

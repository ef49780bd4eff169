package io.trainyard.client.cli;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.api.CheckpointView;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.message.CheckpointRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
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
            description = "Where to, or a folder (default: NAME-best.safetensors or so, here).")
    private Path output = Path.of("");

    @Option(names = "--force", description = "Replace the file where there is one.")
    private boolean force;

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
        Path target = Files.isDirectory(output) ? output.resolve(usualName(run)) : output;
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailure("there is no folder %s".formatted(folder));
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new CommandFailure("%s is no file that can be replaced".formatted(target));
        }
        if (Files.exists(target) && !force) {
            throw new CommandFailure(
                    "%s exists: replace it with --force, or choose another name with -o"
                            .formatted(target));
        }
        return target;
    }

    private String usualName(RunView run) {
        String name = run.name().replaceAll("[^\\p{L}\\p{N}._-]", "-");
        return String.format(Locale.ROOT, "%s-%s.safetensors", name, which);
    }
}

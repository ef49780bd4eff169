package io.trainyard.client.cli;

import io.trainyard.client.TrainyardClient;
import io.trainyard.client.local.Installation;
import io.trainyard.client.local.TrainerTool;
import io.trainyard.contract.api.CheckpointView;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.message.CheckpointRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a trained network for other programs. */
@Command(
        name = "export",
        description =
                "Write a run's best weights, or a file's, as safetensors, TorchScript or ONNX.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private static final String WEIGHTS = "model.safetensors";

    private final Console console;

    @Mixin private final FolderOption server = new FolderOption();

    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            description = "A run's id or its first characters; else --weights.")
    private @Nullable String run;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "Weights of a file; no server is needed.")
    private @Nullable String weights;

    @Mixin private final NetworkOptions network = new NetworkOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description = "safetensors, torchscript or onnx.")
    private String format = "";

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            required = true,
            description = "Where to.")
    private String out = "";

    @Option(names = "--force", description = "Replace the file where there is one.")
    private boolean force;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (weights != null && run == null) {
            return export(weights);
        }
        if (weights != null || run == null) {
            throw new CommandFailure("say what to export: either RUN or --weights FILE");
        }
        Path folder = Files.createTempDirectory("trainyard-export");
        Path file = folder.resolve(WEIGHTS);
        try {
            download(run, file);
            return export(file.toString());
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private void download(String reference, Path target) {
        TrainyardClient client = server.client();
        RunView found = client.run(reference);
        CheckpointView best =
                client.checkpoints(found.id()).stream()
                        .filter(checkpoint -> checkpoint.roles().contains(CheckpointRole.BEST))
                        .findFirst()
                        .orElseThrow(() ->
                                new CommandFailure(
                                        "run %s has no best checkpoint".formatted(found.id())));
        CheckpointView.File file =
                best.files().stream()
                        .filter(each -> each.name().equals(WEIGHTS))
                        .findFirst()
                        .orElseThrow(() ->
                                new CommandFailure(
                                        "checkpoint %s holds no %s".formatted(best.id(), WEIGHTS)));
        client.download(best.id(), file, target);
        console.line("run %s: best weights of step %d".formatted(found.id(), best.step()));
    }

    private int export(String file) {
        var arguments = new ArrayList<>(List.of("export", "--weights", file));
        arguments.addAll(network.arguments());
        arguments.addAll(List.of("--format", format, "--out", out));
        if (force) {
            arguments.add("--force");
        }
        return TrainerTool.run(Installation.current(), arguments);
    }
}

package io.trainyard.client.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.client.trainer.TrainerProcess;
import io.trainyard.contract.Wire;
import io.trainyard.contract.catalogue.Catalogue;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.TrainerCommand;
import io.trainyard.contract.spec.SpecValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A run without a server: a trainer of our own, and its checkpoints in a folder. */
public final class StandaloneRun {
    private final SpecValidator.Validated spec;
    private final Installation installation;
    private final Path folder;

    private StandaloneRun(SpecValidator.Validated spec, Installation installation, Path folder) {
        this.spec = spec;
        this.installation = installation;
        this.folder = folder;
    }

    /**
     * Checks the spec against what the trainer can run.
     *
     * @param out where checkpoints are kept; null for a folder named after the run
     * @throws io.trainyard.contract.spec.SpecException with every problem
     */
    public static StandaloneRun of(ObjectNode spec, Installation installation, @Nullable Path out) {
        var validated = new SpecValidator(catalogue(installation.trainer())).validate(spec);
        String name = validated.spec().name().replaceAll("[^\\p{L}\\p{N}._-]", "-");
        Path folder = out == null ? Path.of("trainyard-" + name) : out;
        return new StandaloneRun(validated, installation, folder.toAbsolutePath().normalize());
    }

    /** The run's name. */
    public String name() {
        return spec.spec().name();
    }

    /** Runs it; the listener gets every event, on this thread. */
    public RunEvent.Terminal run(Consumer<RunEvent> listener) {
        try {
            Path drafts = Files.createDirectories(folder.resolve("draft"));
            var checkpoints = new KeptCheckpoints(folder);
            var settings =
                    new TrainerProcess.Settings(
                            Installation.java(),
                            installation.trainer(),
                            List.of(),
                            folder.resolve("trainer.log"),
                            Runtime.getRuntime().availableProcessors());
            var start =
                    new TrainerCommand.Start(spec.tree(), List.of("/"), drafts.toString(), null);
            try (var trainer = TrainerProcess.start(settings)) {
                return trainer.run(
                        start,
                        event -> {
                            if (event instanceof RunEvent.CheckpointWritten written) {
                                checkpoints.keep(written);
                            }
                            listener.accept(event);
                        });
            } finally {
                KeptCheckpoints.delete(drafts);
            }
        } catch (IOException disk) {
            throw new LocalServerException(
                    "%s cannot be written to: %s".formatted(folder, disk.getMessage()), disk);
        }
    }

    private static Catalogue catalogue(Path trainer) {
        try (var jar = new ZipFile(trainer.toFile())) {
            var entry = jar.getEntry("catalogue.json");
            if (entry == null) {
                throw new LocalServerException(
                        "%s holds no catalogue.json: build it again".formatted(trainer));
            }
            try (var json = jar.getInputStream(entry)) {
                return Wire.json().readValue(json, Catalogue.class);
            }
        } catch (IOException damaged) {
            throw new LocalServerException(
                    "%s cannot be read: %s".formatted(trainer, damaged.getMessage()), damaged);
        }
    }
}

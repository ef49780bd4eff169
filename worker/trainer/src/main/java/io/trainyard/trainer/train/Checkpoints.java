package io.trainyard.trainer.train;

import io.trainyard.contract.message.CheckpointRole;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent.CheckpointWritten;
import io.trainyard.trainer.engine.ElementType;
import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.TrainableNetwork;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.weights.InvalidWeightsException;
import io.trainyard.trainer.weights.Safetensors;
import io.trainyard.trainer.weights.SafetensorsReader;
import io.trainyard.trainer.weights.SafetensorsWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Writes and reads checkpoints: {@code model.safetensors} for anyone, {@code
 * training-state.safetensors} for an attempt that continues. The same state always gives the same
 * bytes.
 */
final class Checkpoints {
    static final String MODEL = "model.safetensors";
    static final String STATE = "training-state.safetensors";
    private static final String BEST_PREFIX = "best/";

    /** What the schedule has observed, float64, one an epoch. */
    private static final String OBSERVED = "schedule/observed";

    private final Path directory;
    private final Map<String, String> description;

    /**
     * Checkpoints of one attempt.
     *
     * @param directory each checkpoint gets a folder of its own in it
     * @param description the model's metadata
     */
    Checkpoints(Path directory, Map<String, String> description) {
        this.directory = directory;
        this.description = description;
    }

    /** Writes both files to a new folder; the event says that they are complete. */
    CheckpointWritten write(
            TrainableNetwork network, Progress progress, Map<String, Double> values) {
        boolean within = progress.part().images() > 0;
        Path folder =
                directory.resolve(
                        within
                                ? "step-%012d".formatted(progress.step())
                                : "epoch-%06d".formatted(progress.epoch()));
        List<TensorBytes> state = new ArrayList<>(network.trainingState());
        progress.best().forEach(tensor -> state.add(tensor.renamed(BEST_PREFIX + tensor.name())));
        if (!progress.observed().isEmpty()) {
            state.add(tensor(progress.observed()));
        }
        try {
            Files.createDirectories(folder);
            SafetensorsWriter.write(
                    folder.resolve(MODEL), new Safetensors(network.weights(), description));
            SafetensorsWriter.write(
                    folder.resolve(STATE), new Safetensors(state, metadata(progress)));
        } catch (IOException fault) {
            throw new UncheckedIOException("cannot write a checkpoint to " + folder, fault);
        }
        Set<CheckpointRole> roles = EnumSet.of(CheckpointRole.LAST);
        if (!within && progress.watch().improved()) {
            roles.add(CheckpointRole.BEST);
        }
        return new CheckpointWritten(
                roles,
                progress.epoch(),
                progress.step(),
                folder.toString(),
                List.of(MODEL, STATE),
                values);
    }

    /**
     * How far the run of a checkpoint was.
     *
     * @param fresh progress of a run that has not begun, for the watch's settings
     * @throws RunFailedException with WEIGHTS_INVALID where the files are damaged or of another run
     */
    static Progress progress(Path folder, Progress fresh) {
        try (Arena arena = Arena.ofConfined()) {
            Safetensors state = SafetensorsReader.read(folder.resolve(STATE), arena);
            List<TensorBytes> best =
                    state.tensors().stream()
                            .filter(tensor -> tensor.name().startsWith(BEST_PREFIX))
                            .map(tensor ->
                                    tensor.copy()
                                            .renamed(tensor.name().substring(BEST_PREFIX.length())))
                            .toList();
            List<Double> observed =
                    state.tensors().stream()
                            .filter(tensor -> tensor.name().equals(OBSERVED))
                            .flatMap(Checkpoints::values)
                            .toList();
            return progress(state.metadata(), fresh, observed, best);
        } catch (IOException | InvalidWeightsException | IllegalArgumentException damaged) {
            throw unusable(damaged);
        }
    }

    /**
     * Brings a network to the state of a checkpoint.
     *
     * @param samePhase whether it is of the checkpoint's phase; else of the next
     * @throws RunFailedException with WEIGHTS_INVALID where the files are damaged or of another run
     */
    static void restore(Path folder, TrainableNetwork network, boolean samePhase) {
        try (Arena arena = Arena.ofConfined()) {
            List<TensorBytes> model =
                    SafetensorsReader.read(folder.resolve(MODEL), arena).tensors();
            List<TensorBytes> optimizer =
                    SafetensorsReader.read(folder.resolve(STATE), arena).tensors().stream()
                            .filter(tensor -> !tensor.name().startsWith(BEST_PREFIX))
                            .filter(tensor -> !tensor.name().equals(OBSERVED))
                            .toList();
            if (samePhase) {
                network.restore(model, optimizer);
            } else {
                network.takeOver(model, optimizer);
            }
        } catch (IOException | InvalidWeightsException | IllegalArgumentException damaged) {
            throw unusable(damaged);
        }
    }

    private static RunFailedException unusable(Exception damaged) {
        return new RunFailedException(
                FailureKind.WEIGHTS_INVALID,
                "the checkpoint to continue from cannot be used: " + damaged.getMessage(),
                damaged);
    }

    private static TensorBytes tensor(List<Double> observed) {
        TensorBytes tensor =
                TensorBytes.zeros(OBSERVED, ElementType.FLOAT64, TensorShape.of(observed.size()));
        for (int epoch = 0; epoch < observed.size(); epoch++) {
            tensor.set(epoch, observed.get(epoch));
        }
        return tensor;
    }

    private static Stream<Double> values(TensorBytes tensor) {
        return LongStream.range(0, tensor.shape().elements()).mapToObj(tensor::value);
    }

    private static Map<String, String> metadata(Progress progress) {
        return Map.of(
                "epoch", String.valueOf(progress.epoch()),
                "step", String.valueOf(progress.step()),
                "epochImages", String.valueOf(progress.part().images()),
                "epochLoss", String.valueOf(progress.part().summedLoss()),
                "epochCorrect", String.valueOf(progress.part().correct()),
                "bestValue", String.valueOf(progress.watch().best()),
                "staleEpochs", String.valueOf(progress.watch().staleEpochs()));
    }

    private static Progress progress(
            Map<String, String> metadata,
            Progress fresh,
            List<Double> observed,
            List<TensorBytes> best) {
        Watch watch =
                new Watch(
                        fresh.watch().metric(),
                        fresh.watch().minDelta(),
                        Double.parseDouble(value(metadata, "bestValue")),
                        Integer.parseInt(value(metadata, "staleEpochs")));
        return new Progress(
                Integer.parseInt(value(metadata, "epoch")),
                Long.parseLong(value(metadata, "step")),
                new EpochPart(
                        Integer.parseInt(value(metadata, "epochImages")),
                        Double.parseDouble(value(metadata, "epochLoss")),
                        Long.parseLong(value(metadata, "epochCorrect"))),
                watch,
                observed,
                best);
    }

    private static String value(Map<String, String> metadata, String key) {
        String value = metadata.get(key);
        if (value == null) {
            throw new IllegalArgumentException("its metadata lack '%s'".formatted(key));
        }
        return value;
    }
}

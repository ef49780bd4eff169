package io.trainyard.trainer.export;

import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.Predictor;
import io.trainyard.trainer.engine.TorchScriptFile;
import io.trainyard.trainer.trained.TrainedModel;
import io.trainyard.trainer.weights.InvalidWeightsException;
import io.trainyard.trainer.weights.Safetensors;
import io.trainyard.trainer.weights.SafetensorsReader;
import io.trainyard.trainer.weights.SafetensorsWriter;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a network is written as. */
enum ExportFormat {
    /** Weights under torchvision's names, and metadata. */
    SAFETENSORS {
        @Override
        void write(Path file, TrainedModel model, Map<String, String> metadata) throws IOException {
            SafetensorsWriter.write(file, new Safetensors(model.weights(), metadata));
        }

        @Override
        double[] logits(Path file, TrainedModel model, FixedInput input) throws IOException {
            try (Arena arena = Arena.ofConfined()) {
                return SourceLogits.of(
                        model.network(), SafetensorsReader.read(file, arena).tensors(), input);
            } catch (InvalidWeightsException malformed) {
                throw new IOException(malformed.getMessage(), malformed);
            }
        }
    },

    /** A module that {@code torch.jit.load} reads, with {@code extra/metadata.json} inside. */
    TORCHSCRIPT {
        @Override
        void write(Path file, TrainedModel model, Map<String, String> metadata) throws IOException {
            TorchScriptFile.write(
                    file,
                    model.network(),
                    model.weights(),
                    Map.of("metadata.json", ExportMetadata.json(metadata)));
        }

        @Override
        double[] logits(Path file, TrainedModel model, FixedInput input) throws IOException {
            try (Predictor predictor = Predictor.load(file);
                    Batch batch = input.batch()) {
                return doubles(predictor.logits(batch));
            }
        }
    },

    /** A graph that ONNX Runtime and others run. */
    ONNX {
        @Override
        void write(Path file, TrainedModel model, Map<String, String> metadata) throws IOException {
            OnnxFile.write(file, model.network(), model.weights(), metadata);
        }

        @Override
        double[] logits(Path file, TrainedModel model, FixedInput input) throws IOException {
            return doubles(OnnxRuntime.logits(file, input.values(), input.sizes()));
        }
    };

    /** Writes a model to a new file. */
    abstract void write(Path file, TrainedModel model, Map<String, String> metadata)
            throws IOException;

    /** What the written file gives in its own runtime, (B, classes). */
    abstract double[] logits(Path file, TrainedModel model, FixedInput input) throws IOException;

    /** As it is spelt on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format of a word.
     *
     * @throws IllegalArgumentException where there is none, with the known ones
     */
    static ExportFormat of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "--format '%s' is unknown; known: %s"
                                        .formatted(
                                                word,
                                                Arrays.stream(values())
                                                        .map(ExportFormat::word)
                                                        .collect(Collectors.joining(", ")))));
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        Arrays.setAll(doubles, place -> values[place]);
        return doubles;
    }
}

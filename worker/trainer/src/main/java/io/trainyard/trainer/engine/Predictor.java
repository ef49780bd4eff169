package io.trainyard.trainer.engine;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.ParameterStore;
import io.trainyard.trainer.engine.graph.Network;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trained network that gives logits, nothing else: no gradients, no optimizer, no labels. Belongs
 * to the thread that made it, which {@link Libtorch#prepareThread} has prepared.
 */
public final class Predictor implements AutoCloseable {
    private final Model model = Model.newInstance("predictor", Libtorch.ENGINE);
    private final ParameterStore parameterStore = new ParameterStore(model.getNDManager(), false);

    private Predictor(InputStream archive) throws IOException {
        try {
            model.load(archive);
        } catch (MalformedModelException malformed) {
            throw new IOException("libtorch refused the module", malformed);
        }
    }

    /**
     * The network, its batch norms folded into its convolutions.
     *
     * @param weights every tensor of the network
     * @param scale applied to inputs before the first layer
     */
    public static Predictor of(Network network, List<TensorBytes> weights, ChannelScale scale) {
        FoldedNetwork folded = FoldedNetwork.of(network, weights);
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try {
            new ScriptedModule(folded.network(), folded.weights(), Optional.of(scale))
                    .write(archive, Map.of());
            return new Predictor(new ByteArrayInputStream(archive.toByteArray()));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /**
     * A TorchScript module of a file, whose {@code forward} takes and gives one tensor.
     *
     * @throws IOException where libtorch cannot load it
     */
    public static Predictor load(Path file) throws IOException {
        try (InputStream archive = new BufferedInputStream(Files.newInputStream(file))) {
            return new Predictor(archive);
        }
    }

    /** The logits of a batch, (B, classes) in row-major order. */
    public float[] logits(Batch batch) {
        NDArray inputs = batch.view().inputs();
        if (inputs.getDataType() == DataType.FLOAT64) {
            try (NDArray floats = inputs.toType(DataType.FLOAT32, false)) {
                return logits(floats);
            }
        }
        return logits(inputs);
    }

    private float[] logits(NDArray inputs) {
        try (NDList output = model.getBlock().forward(parameterStore, new NDList(inputs), false)) {
            return output.singletonOrThrow().toFloatArray();
        }
    }

    /** Frees the weights. */
    @Override
    public void close() {
        model.close();
    }
}

package io.trainyard.trainer.engine;

import io.trainyard.trainer.engine.graph.Network;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a network as a file that {@code torch.jit.load} reads, in Python, C++ and DJL. */
public final class TorchScriptFile {
    private TorchScriptFile() {}

    /**
     * Writes a network in evaluation mode, whose {@code forward} takes float32 (B, C, H, W).
     *
     * @param weights every tensor of the network
     * @param extra texts by name, which {@code torch.jit.load} hands out as {@code _extra_files}
     */
    public static void write(
            Path file, Network network, List<TensorBytes> weights, Map<String, String> extra)
            throws IOException {
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file))) {
            new ScriptedModule(network, weights, Optional.empty()).write(stream, extra);
        }
    }
}

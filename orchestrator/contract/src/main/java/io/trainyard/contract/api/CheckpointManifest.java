package io.trainyard.contract.api;

import io.trainyard.contract.message.CheckpointRole;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A checkpoint about to be uploaded: its files as lists of chunks, each named by its hash. */
public record CheckpointManifest(
        int epoch,
        long step,
        Set<CheckpointRole> roles,
        Map<String, Double> values,
        List<File> files) {

    /** Bytes in every chunk but a file's last. */
    public static final int CHUNK_BYTES = 4 << 20;

    /**
     * A file as its chunks, in order.
     *
     * @param sha256 of the whole file
     */
    public record File(String name, long bytes, String sha256, List<Chunk> chunks) {}

    /**
     * A piece of a file.
     *
     * @param sha256 of its bytes, lower-case hexadecimal
     */
    public record Chunk(String sha256, int bytes) {}
}

package io.trainyard.contract.api;

import io.trainyard.contract.message.CheckpointRole;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A checkpoint that is whole and can be had.
 *
 * @param roles what it is to its run now; empty for one that newer ones replaced
 */
public record CheckpointView(
        UUID id,
        int attempt,
        int epoch,
        long step,
        Set<CheckpointRole> roles,
        Map<String, Double> values,
        Instant publishedAt,
        List<File> files) {

    /**
     * A file that can be downloaded.
     *
     * @param sha256 of the whole file, lower-case hexadecimal
     */
    public record File(String name, long bytes, String sha256) {}
}

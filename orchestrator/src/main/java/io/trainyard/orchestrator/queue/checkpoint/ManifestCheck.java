package io.trainyard.orchestrator.queue.checkpoint;

import io.trainyard.contract.api.CheckpointManifest;
import io.trainyard.contract.api.CheckpointManifest.Chunk;
import io.trainyard.contract.api.CheckpointManifest.File;
import io.trainyard.contract.spec.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a manifest must fulfil before a row is written. */
final class ManifestCheck {
    private static final int MOST_FILES = 16;

    /** 64 GiB of 4 MiB chunks. */
    private static final int MOST_CHUNKS = 16_384;

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final List<Problem> problems = new ArrayList<>();

    private ManifestCheck() {}

    /** Every problem, none for a good manifest. */
    static List<Problem> problems(CheckpointManifest manifest) {
        ManifestCheck check = new ManifestCheck();
        check.manifest(manifest);
        return check.problems;
    }

    private void manifest(CheckpointManifest manifest) {
        require(manifest.epoch() >= 0, "epoch", "must not be negative");
        require(manifest.step() >= 0, "step", "must not be negative");
        require(!manifest.roles().isEmpty(), "roles", "must name at least one of best, last");
        int files = manifest.files().size();
        require(
                files >= 1 && files <= MOST_FILES,
                "files",
                "must have 1 to %d entries".formatted(MOST_FILES));
        int chunks = manifest.files().stream().mapToInt(file -> file.chunks().size()).sum();
        require(chunks <= MOST_CHUNKS, "files", "may have %d chunks in all".formatted(MOST_CHUNKS));
        Set<String> names = new HashSet<>();
        for (int index = 0; index < files; index++) {
            File file = manifest.files().get(index);
            String path = "files[%d]".formatted(index);
            require(names.add(file.name()), path + ".name", "is there twice: " + file.name());
            file(path, file);
        }
    }

    private void file(String path, File file) {
        require(
                FILE_NAME.matcher(file.name()).matches(),
                path + ".name",
                "must match " + FILE_NAME.pattern());
        require(
                SHA256.matcher(file.sha256()).matches(),
                path + ".sha256",
                "must be 64 lower-case hexadecimal digits");
        require(!file.chunks().isEmpty(), path + ".chunks", "must not be empty");
        long total = 0;
        for (int index = 0; index < file.chunks().size(); index++) {
            Chunk chunk = file.chunks().get(index);
            boolean last = index == file.chunks().size() - 1;
            chunk("%s.chunks[%d]".formatted(path, index), chunk, last);
            total += chunk.bytes();
        }
        require(
                total == file.bytes(),
                path + ".bytes",
                "is %d, but its chunks have %d".formatted(file.bytes(), total));
    }

    private void chunk(String path, Chunk chunk, boolean last) {
        require(
                SHA256.matcher(chunk.sha256()).matches(),
                path + ".sha256",
                "must be 64 lower-case hexadecimal digits");
        int most = CheckpointManifest.CHUNK_BYTES;
        boolean fits = last ? chunk.bytes() >= 1 && chunk.bytes() <= most : chunk.bytes() == most;
        require(
                fits,
                path + ".bytes",
                "must be %d, or less in a file's last chunk".formatted(most));
    }

    private void require(boolean holds, String path, String message) {
        if (!holds) {
            problems.add(new Problem(path, null, path + " " + message));
        }
    }
}

package io.trainyard.client;

import io.trainyard.contract.api.CheckpointView;
import io.trainyard.contract.api.ProblemDetail;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.util.UUID;

/** Downloads a checkpoint's file; nobody sees it under its name before its hash is right. */
final class VerifiedDownload {
    private final HttpCalls calls;

    VerifiedDownload(HttpCalls calls) {
        this.calls = calls;
    }

    /**
     * Writes the file, replacing one of that name.
     *
     * @throws ServerProblemException {@code hash-mismatch}, where a bit is not as it was written
     */
    void save(UUID checkpoint, CheckpointView.File file, Path target) {
        HttpRequest request =
                calls.request("/api/checkpoints/%s/files/%s".formatted(checkpoint, file.name()))
                        .build();
        Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
        try {
            try {
                String sha256 = receive(request, draft);
                if (!sha256.equals(file.sha256())) {
                    throw damaged(file, sha256);
                }
                // Atomic: a file is replaced, a folder never, not even an empty one.
                var _ = Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException disk) {
            throw new UncheckedIOException(
                    "%s cannot be written: %s".formatted(target, reason(disk)), disk);
        }
    }

    private String receive(HttpRequest request, Path draft) throws IOException {
        var digest = Sha256.digest();
        try (InputStream body = calls.open(request);
                var file = Files.newOutputStream(draft)) {
            var hashing = new DigestInputStream(body, digest);
            byte[] buffer = new byte[1 << 16];
            for (int length = next(hashing, buffer); length >= 0; length = next(hashing, buffer)) {
                file.write(buffer, 0, length);
            }
        }
        return Sha256.name(digest);
    }

    private static String reason(IOException disk) {
        return disk instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : disk.getClass().getSimpleName() + " " + disk.getMessage();
    }

    /** Tells a broken connection, which passes, from a full disk. */
    private int next(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException broken) {
            throw calls.unreachable(broken);
        }
    }

    private static ServerProblemException damaged(CheckpointView.File file, String sha256) {
        return new ServerProblemException(
                ProblemDetail.of(
                        "hash-mismatch",
                        "Damaged file",
                        422,
                        "%s was received with SHA-256 %s instead of %s"
                                .formatted(file.name(), sha256, file.sha256())));
    }
}

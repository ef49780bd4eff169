package io.trainyard.client;

import io.trainyard.contract.api.CheckpointManifest;
import io.trainyard.contract.message.RunEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A checkpoint's files as chunks named by their hashes. One chunk at a time is in memory.
 *
 * @param places where each chunk's bytes can be read again
 */
record CheckpointFiles(CheckpointManifest manifest, Map<String, Place> places) {
    /** Part of a file, in bytes. */
    record Place(Path file, long offset, int length) {}

    static CheckpointFiles of(RunEvent.CheckpointWritten written) throws IOException {
        var places = new HashMap<String, Place>();
        var files = new ArrayList<CheckpointManifest.File>();
        for (String name : written.files()) {
            files.add(read(Path.of(written.directory()).resolve(name), name, places));
        }
        var manifest =
                new CheckpointManifest(
                        written.epoch(), written.step(), written.roles(), written.values(), files);
        return new CheckpointFiles(manifest, Map.copyOf(places));
    }

    private static CheckpointManifest.File read(Path file, String name, Map<String, Place> places)
            throws IOException {
        List<CheckpointManifest.Chunk> chunks = new ArrayList<>();
        MessageDigest whole = Sha256.digest();
        long offset = 0;
        byte[] buffer = new byte[CheckpointManifest.CHUNK_BYTES];
        try (InputStream bytes = Files.newInputStream(file)) {
            for (int length = bytes.readNBytes(buffer, 0, buffer.length);
                    length > 0;
                    length = bytes.readNBytes(buffer, 0, buffer.length)) {
                whole.update(buffer, 0, length);
                String sha256 = Sha256.of(buffer, length);
                chunks.add(new CheckpointManifest.Chunk(sha256, length));
                places.putIfAbsent(sha256, new Place(file, offset, length));
                offset += length;
            }
        }
        return new CheckpointManifest.File(name, offset, Sha256.name(whole), List.copyOf(chunks));
    }

    /** The bytes of a chunk of this checkpoint. */
    byte[] chunk(String sha256) throws IOException {
        Place place = places.get(sha256);
        if (place == null) {
            throw new IOException(
                    "the server asks for chunk %s, of which it was never told".formatted(sha256));
        }
        var bytes = ByteBuffer.allocate(place.length());
        try (var channel = FileChannel.open(place.file())) {
            while (bytes.hasRemaining()
                    && channel.read(bytes, place.offset() + bytes.position()) >= 0) {
                // Read on until the chunk is full or the file ends.
            }
        }
        return bytes.array();
    }
}

package io.trainyard.trainer.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.trainer.engine.TensorBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.TreeMap;

/** Writes safetensors: the same tensors and metadata always give the same bytes. */
public final class SafetensorsWriter {
    /** Data begins at a multiple of this, so that a mapped file can be used as it is. */
    private static final int ALIGNMENT = 8;

    private SafetensorsWriter() {}

    /** Writes a new file. */
    public static void write(Path file, Safetensors content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            writeFully(channel, header(content));
            for (TensorBytes tensor : content.tensors()) {
                writeFully(channel, tensor.bytes().asByteBuffer());
            }
        }
    }

    private static ByteBuffer header(Safetensors content) throws JsonProcessingException {
        ObjectNode header = Wire.json().createObjectNode();
        if (!content.metadata().isEmpty()) {
            ObjectNode metadata = header.putObject(Safetensors.METADATA);
            new TreeMap<>(content.metadata()).forEach(metadata::put);
        }
        long position = 0;
        for (TensorBytes tensor : content.tensors()) {
            ObjectNode entry = header.putObject(tensor.name());
            entry.put("dtype", tensor.type().code());
            tensor.shape().sizes().forEach(entry.putArray("shape")::add);
            entry.putArray("data_offsets").add(position).add(position + tensor.bytes().byteSize());
            position += tensor.bytes().byteSize();
        }
        byte[] json = Wire.json().writeValueAsBytes(header);
        int length = Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT;
        byte[] padded = Arrays.copyOf(json, length);
        Arrays.fill(padded, json.length, length, (byte) ' ');
        return ByteBuffer.allocate(Long.BYTES + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(padded)
                .flip();
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int written = channel.write(bytes);
            if (written < 0) {
                throw new IOException("the channel takes no more bytes");
            }
        }
    }
}

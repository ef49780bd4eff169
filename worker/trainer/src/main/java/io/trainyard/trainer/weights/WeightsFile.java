package io.trainyard.trainer.weights;

import io.trainyard.trainer.engine.TensorBytes;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * Weights in whatever format a file has: safetensors, or what torch.save writes, today's zip or the
 * pickles of before 1.6. Its content tells, never its name; nothing in it is ever executed.
 */
public final class WeightsFile {
    private static final int PICKLE_PROTOCOL = 0x80;

    private WeightsFile() {}

    /**
     * Reads a file; its tensors are readable while the arena lives. Half precision becomes float32,
     * small integers int64. Prefixes that wrappers such as DataParallel put in front of every name
     * are left out.
     *
     * @throws InvalidWeightsException where it is malformed or names anything but data; the message
     *     says what
     */
    public static Safetensors read(Path file, Arena arena)
            throws IOException, InvalidWeightsException {
        try (FileChannel channel = FileChannel.open(file)) {
            MemorySegment bytes =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return withoutPrefix(read(file, bytes, arena));
        }
    }

    private static Safetensors read(Path file, MemorySegment bytes, Arena arena)
            throws IOException, InvalidWeightsException {
        // The header's first character first: its length may begin with any byte.
        if (byteAt(bytes, Long.BYTES) == '{') {
            return SafetensorsReader.parse(bytes);
        }
        if (byteAt(bytes, 0) == 'P' && byteAt(bytes, 1) == 'K') {
            return ZipReader.read(file, bytes, arena);
        }
        if (byteAt(bytes, 0) == PICKLE_PROTOCOL) {
            return LegacyReader.read(bytes, arena);
        }
        throw new InvalidWeightsException(
                "its %,d bytes are neither safetensors nor what torch.save writes"
                        .formatted(bytes.byteSize()));
    }

    private static Safetensors withoutPrefix(Safetensors content) {
        List<TensorBytes> tensors = content.tensors();
        int prefix = StateDict.prefixLength(tensors.stream().map(TensorBytes::name).toList());
        return prefix == 0
                ? content
                : new Safetensors(
                        tensors.stream()
                                .map(tensor -> tensor.renamed(tensor.name().substring(prefix)))
                                .toList(),
                        content.metadata());
    }

    private static int byteAt(MemorySegment bytes, long index) {
        return index < bytes.byteSize()
                ? Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, index))
                : -1;
    }
}

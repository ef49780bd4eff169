package io.trainyard.trainer.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trainyard.contract.Wire;
import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.graph.TensorShape;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads safetensors (https://github.com/huggingface/safetensors#format): eight bytes of header
 * length, a JSON header, raw little-endian data. A file comes from someone else, so everything it
 * says is checked; nothing in it is ever executed.
 */
public final class SafetensorsReader {
    /** The reference implementation's limit. */
    private static final long LARGEST_HEADER = 100_000_000;

    private static final int MOST_DIMENSIONS = 8;
    private static final ValueLayout.OfLong LENGTH =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final JsonMapper STRICT =
            JsonMapper.builder(Wire.strict(new JsonFactory())).build();

    private SafetensorsReader() {}

    /**
     * Maps a file; its tensors are readable while the arena lives.
     *
     * @throws InvalidWeightsException where it is not a safetensors file to the letter
     */
    public static Safetensors read(Path file, Arena arena)
            throws IOException, InvalidWeightsException {
        try (FileChannel channel = FileChannel.open(file)) {
            return parse(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
        }
    }

    static Safetensors parse(MemorySegment bytes) throws InvalidWeightsException {
        if (bytes.byteSize() < Long.BYTES) {
            throw new InvalidWeightsException(
                    "it has %d bytes, fewer than the length of a header"
                            .formatted(bytes.byteSize()));
        }
        long length = bytes.get(LENGTH, 0);
        long room = bytes.byteSize() - Long.BYTES;
        if (length < 2 || length > LARGEST_HEADER || length > room) {
            throw new InvalidWeightsException(
                    "its header claims %s bytes; the file has room for %d and at most %d are read"
                            .formatted(Long.toUnsignedString(length), room, LARGEST_HEADER));
        }
        JsonNode header = header(bytes.asSlice(Long.BYTES, length).toArray(ValueLayout.JAVA_BYTE));
        MemorySegment data = bytes.asSlice(Long.BYTES + length);
        List<Entry> entries = new ArrayList<>();
        Map<String, String> metadata = Map.of();
        for (Map.Entry<String, JsonNode> property : header.properties()) {
            if (property.getKey().equals(Safetensors.METADATA)) {
                metadata = metadata(property.getValue());
            } else {
                entries.add(Entry.of(property.getKey(), property.getValue()));
            }
        }
        return new Safetensors(tensors(entries, data), metadata);
    }

    private static JsonNode header(byte[] json) throws InvalidWeightsException {
        if (json[0] != '{') {
            throw new InvalidWeightsException("its header does not start with '{'");
        }
        try {
            JsonNode header = STRICT.readTree(json);
            if (header.isObject()) {
                return header;
            }
        } catch (JsonProcessingException malformed) {
            throw new InvalidWeightsException(
                    "its header is no JSON: " + malformed.getOriginalMessage());
        } catch (IOException malformed) {
            throw new InvalidWeightsException("its header is no JSON: " + malformed.getMessage());
        }
        throw new InvalidWeightsException("its header is no JSON object");
    }

    private static Map<String, String> metadata(JsonNode node) throws InvalidWeightsException {
        Map<String, String> metadata = new TreeMap<>();
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!property.getValue().isTextual()) {
                throw new InvalidWeightsException(
                        "its metadata '%s' is no text".formatted(property.getKey()));
            }
            metadata.put(property.getKey(), property.getValue().asText());
        }
        return metadata;
    }

    /**
     * The format leaves no holes: each tensor begins where the one before ended, and the last ends
     * with the file.
     */
    private static List<TensorBytes> tensors(List<Entry> entries, MemorySegment data)
            throws InvalidWeightsException {
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        List<TensorBytes> tensors = new ArrayList<>();
        long position = 0;
        for (Entry entry : entries) {
            if (entry.begin != position) {
                throw new InvalidWeightsException(
                        "its tensor '%s' begins at %d where %d is due: tensors overlap or leave a hole"
                                .formatted(entry.name, entry.begin, position));
            }
            if (entry.end > data.byteSize()) {
                throw new InvalidWeightsException(
                        "it is truncated: its tensor '%s' ends at %d of %d bytes of data"
                                .formatted(entry.name, entry.end, data.byteSize()));
            }
            tensors.add(entry.in(data));
            position = entry.end;
        }
        if (position != data.byteSize()) {
            throw new InvalidWeightsException(
                    "it has %d bytes after its last tensor".formatted(data.byteSize() - position));
        }
        return tensors;
    }

    /** One line of the header. */
    private record Entry(String name, StoredType type, TensorShape shape, long begin, long end) {
        static Entry of(String name, JsonNode node) throws InvalidWeightsException {
            StoredType type = type(name, node.path("dtype").asText());
            TensorShape shape = shape(name, node.path("shape"));
            JsonNode offsets = node.path("data_offsets");
            if (offsets.size() != 2 || !isCount(offsets.path(0)) || !isCount(offsets.path(1))) {
                throw new InvalidWeightsException(
                        "its tensor '%s' has no two data_offsets".formatted(name));
            }
            long begin = offsets.path(0).asLong();
            long end = offsets.path(1).asLong();
            if (end - begin != size(name, shape, type)) {
                throw new InvalidWeightsException(
                        "its tensor '%s' has %d bytes; %s of %s takes %d"
                                .formatted(
                                        name,
                                        end - begin,
                                        type.code(),
                                        shape,
                                        size(name, shape, type)));
            }
            return new Entry(name, type, shape, begin, end);
        }

        /** The tensor, in the arena of the garbage collector where its type must be converted. */
        TensorBytes in(MemorySegment data) throws InvalidWeightsException {
            StoredTensor tensor =
                    StoredTensor.of(
                            name,
                            type,
                            data.asSlice(begin, end - begin),
                            ByteOrder.LITTLE_ENDIAN,
                            0,
                            shape,
                            StoredTensor.rowMajor(shape));
            return tensor.named(
                    name,
                    tensor.copiedBytes() == 0
                            ? MemorySegment.NULL
                            : Arena.ofAuto().allocate(tensor.copiedBytes(), Long.BYTES));
        }

        private static StoredType type(String name, String code) throws InvalidWeightsException {
            return StoredType.ofCode(code)
                    .orElseThrow(() ->
                            new InvalidWeightsException(
                                    "its tensor '%s' is of type '%s'; known: %s"
                                            .formatted(name, code, StoredType.codes())));
        }

        private static TensorShape shape(String name, JsonNode node)
                throws InvalidWeightsException {
            List<Integer> sizes = new ArrayList<>();
            for (JsonNode size : node) {
                if (!isCount(size) || !size.canConvertToInt()) {
                    throw new InvalidWeightsException(
                            "its tensor '%s' has the shape %s".formatted(name, node));
                }
                sizes.add(size.asInt());
            }
            if (!node.isArray() || sizes.size() > MOST_DIMENSIONS) {
                throw new InvalidWeightsException(
                        "its tensor '%s' has the shape %s".formatted(name, node));
            }
            return new TensorShape(sizes);
        }

        private static long size(String name, TensorShape shape, StoredType type)
                throws InvalidWeightsException {
            try {
                return Math.multiplyExact(shape.elements(), type.bytes());
            } catch (ArithmeticException tooLarge) {
                throw new InvalidWeightsException(
                        "its tensor '%s' of %s is larger than any file".formatted(name, shape));
            }
        }

        private static boolean isCount(JsonNode node) {
            return node.isIntegralNumber() && node.canConvertToLong() && node.asLong() >= 0;
        }
    }
}

package io.trainyard.trainer.weights;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what torch.save wrote before 1.6, torch.serialization._legacy_save: four pickles (a magic
 * number, a version, the writer's system, the value), a fifth with the names of the storages, then
 * each storage's number of elements and its elements, always in little-endian order.
 */
final class LegacyReader {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final int VERSION = 1001;
    private static final ValueLayout.OfLong COUNT =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private LegacyReader() {}

    /** Reads a mapped file. */
    static Safetensors read(MemorySegment bytes, Arena arena) throws InvalidWeightsException {
        PickleBytes stream = new PickleBytes(bytes);
        if (!MAGIC.equals(StateDictUnpickler.next(stream))) {
            throw new InvalidWeightsException(
                    "it is a pickle, but not one that torch.save wrote: no magic number");
        }
        if (!(StateDictUnpickler.next(stream) instanceof Number version)
                || version.longValue() != VERSION) {
            throw new InvalidWeightsException(
                    "its format has another version than %d".formatted(VERSION));
        }
        if (!(StateDictUnpickler.next(stream) instanceof Map<?, ?>)) {
            throw new InvalidWeightsException("it does not describe the system that wrote it");
        }
        Map<String, StoredType> types = new HashMap<>();
        Object root = StateDictUnpickler.next(stream, types);
        if (!(StateDictUnpickler.next(stream) instanceof List<?> keys)) {
            throw new InvalidWeightsException("it does not list its storages");
        }
        return PickleReader.read(
                root,
                new Storages(storages(types, keys, bytes.asSlice(stream.position()))),
                bytes.byteSize(),
                arena);
    }

    /** Only the pickle knows how large the elements of a storage are. */
    private static Map<String, MemorySegment> storages(
            Map<String, StoredType> types, List<?> keys, MemorySegment data)
            throws InvalidWeightsException {
        Map<String, MemorySegment> storages = new HashMap<>();
        long position = 0;
        for (Object key : keys) {
            if (!(key instanceof String name)) {
                throw new InvalidWeightsException("it has a storage whose name is no text");
            }
            StoredType type = types.get(name);
            if (type == null) {
                throw new InvalidWeightsException(
                        "its storage '%s' belongs to no tensor".formatted(name));
            }
            if (data.byteSize() - position < Long.BYTES) {
                throw new InvalidWeightsException(
                        "it is truncated in front of storage '%s'".formatted(name));
            }
            long elements = data.get(COUNT, position);
            position += Long.BYTES;
            if (elements < 0 || elements > (data.byteSize() - position) / type.bytes()) {
                throw new InvalidWeightsException(
                        "it is truncated: its storage '%s' claims %d elements, %d bytes are left"
                                .formatted(name, elements, data.byteSize() - position));
            }
            long size = elements * type.bytes();
            if (storages.put(name, data.asSlice(position, size)) != null) {
                throw new InvalidWeightsException("it lists storage '%s' twice".formatted(name));
            }
            position += size;
        }
        if (position != data.byteSize()) {
            throw new InvalidWeightsException(
                    "it has %d bytes after its last storage".formatted(data.byteSize() - position));
        }
        return storages;
    }

    private record Storages(Map<String, MemorySegment> entries) implements PickleReader.Storages {
        @Override
        public MemorySegment of(String key) throws InvalidWeightsException {
            MemorySegment data = entries.get(key);
            if (data == null) {
                throw new InvalidWeightsException("it has no storage '%s'".formatted(key));
            }
            return data;
        }

        @Override
        public ByteOrder order() {
            return ByteOrder.LITTLE_ENDIAN;
        }
    }
}

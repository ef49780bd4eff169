package io.trainyard.trainer.weights;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads what torch.save writes since 1.6: a zip of {@code data.pkl}, {@code byteorder} and one
 * uncompressed entry a storage, {@code data/KEY}, all below one folder.
 */
final class ZipReader {
    private static final String PICKLE = "data.pkl";
    private static final int LONGEST_BYTE_ORDER = 16;

    private ZipReader() {}

    /** Reads a file that is mapped already. */
    static Safetensors read(Path file, MemorySegment bytes, Arena arena)
            throws IOException, InvalidWeightsException {
        Map<String, MemorySegment> entries = entries(file, bytes);
        List<String> pickles =
                entries.keySet().stream()
                        .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
                        .toList();
        if (pickles.size() != 1) {
            throw new InvalidWeightsException(
                    "it is a zip with %d entries named data.pkl; torch.save writes one"
                            .formatted(pickles.size()));
        }
        String pickle = pickles.getFirst();
        String folder = pickle.substring(0, pickle.length() - PICKLE.length());
        MemorySegment program = Optional.ofNullable(entries.get(pickle)).orElse(MemorySegment.NULL);
        Storages storages = new Storages(entries, folder, order(entries.get(folder + "byteorder")));
        return PickleReader.read(
                StateDictUnpickler.next(new PickleBytes(program)),
                storages,
                bytes.byteSize(),
                arena);
    }

    private static Map<String, MemorySegment> entries(Path file, MemorySegment bytes)
            throws IOException, InvalidWeightsException {
        Map<String, MemorySegment> entries = new HashMap<>();
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            List<ZipArchiveEntry> all = Collections.list(zip.getEntries());
            List<ZipArchiveEntry> stored = new ArrayList<>(all);
            stored.sort(Comparator.comparingLong(ZipArchiveEntry::getDataOffset));
            long end = 0;
            for (ZipArchiveEntry entry : stored) {
                long begin = entry.getDataOffset();
                long size = entry.getSize();
                if (entry.getMethod() != ZipEntry.STORED
                        || entry.getGeneralPurposeBit().usesEncryption()) {
                    throw new InvalidWeightsException(
                            "its entry '%s' is compressed or encrypted; torch.save writes neither"
                                    .formatted(entry.getName()));
                }
                if (begin < end || size < 0 || size > bytes.byteSize() - begin) {
                    throw new InvalidWeightsException(
                            "its entry '%s' of %d bytes at %d overlaps another or ends behind the file"
                                    .formatted(entry.getName(), size, begin));
                }
                if (entries.put(entry.getName(), bytes.asSlice(begin, size)) != null) {
                    throw new InvalidWeightsException(
                            "it has two entries named '%s'".formatted(entry.getName()));
                }
                end = begin + size;
            }
        } catch (IOException | IllegalArgumentException malformed) {
            throw new InvalidWeightsException(
                    "it begins as a zip and is none, or is truncated: " + malformed.getMessage());
        }
        return entries;
    }

    private static ByteOrder order(@Nullable MemorySegment entry) throws InvalidWeightsException {
        if (entry == null) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        long size = Math.min(entry.byteSize(), LONGEST_BYTE_ORDER);
        String order =
                new String(
                        entry.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE),
                        StandardCharsets.US_ASCII);
        return switch (order) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default ->
                    throw new InvalidWeightsException(
                            "its byteorder is '%s'; known: little, big".formatted(order));
        };
    }

    private record Storages(Map<String, MemorySegment> entries, String folder, ByteOrder order)
            implements PickleReader.Storages {
        @Override
        public MemorySegment of(String key) throws InvalidWeightsException {
            MemorySegment data = entries.get(folder + "data/" + key);
            if (data == null) {
                throw new InvalidWeightsException("it has no storage '%s'".formatted(key));
            }
            return data;
        }
    }
}

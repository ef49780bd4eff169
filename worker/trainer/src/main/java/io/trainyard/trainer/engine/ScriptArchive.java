package io.trainyard.trainer.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs TorchScript source as the archive that {@code torch.jit.load} reads: a STORED zip with the
 * source, no constants, the pickle of one instance, and its tensors' data. See
 * torch/csrc/jit/serialization.
 */
final class ScriptArchive {
    private static final byte[] EMPTY_TUPLE = {(byte) 0x80, 2, ')', '.'};

    private ScriptArchive() {}

    /** An instance of the program's class, without attributes. */
    static InputStream pack(Program program) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(bytes, program, ScriptObject.of(Program.CLASS_NAME), Map.of());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /**
     * Writes an instance with its weights.
     *
     * @param extra texts by name, which {@code torch.jit.load} hands out as {@code _extra_files}
     */
    static void write(
            OutputStream target, Program program, ScriptObject root, Map<String, String> extra)
            throws IOException {
        ScriptPickle.Pickled pickled = ScriptPickle.of(root);
        try (ZipOutputStream zip = new ZipOutputStream(target)) {
            zip.setMethod(ZipOutputStream.STORED);
            put(zip, "data.pkl", pickled.pickle());
            put(zip, "code/__torch__.py", program.source().getBytes(StandardCharsets.UTF_8));
            put(zip, "constants.pkl", EMPTY_TUPLE);
            put(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
            for (Map.Entry<String, String> text : new TreeMap<>(extra).entrySet()) {
                put(
                        zip,
                        "extra/" + text.getKey(),
                        text.getValue().getBytes(StandardCharsets.UTF_8));
            }
            for (int place = 0; place < pickled.storages().size(); place++) {
                put(zip, "data/" + place, pickled.storages().get(place));
            }
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        begin(zip, name, content.length, checksum);
        zip.write(content);
        zip.closeEntry();
    }

    /** The data are written from where they lie, which may be a mapped file. */
    private static void put(ZipOutputStream zip, String name, TensorBytes tensor)
            throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(tensor.bytes().asByteBuffer());
        begin(zip, name, tensor.bytes().byteSize(), checksum);
        // Closing the channel would close the archive.
        var channel = Channels.newChannel(zip);
        for (var bytes = tensor.bytes().asByteBuffer(); bytes.hasRemaining(); ) {
            var _ = channel.write(bytes);
        }
        zip.closeEntry();
    }

    private static void begin(ZipOutputStream zip, String name, long size, CRC32 checksum)
            throws IOException {
        ZipEntry entry = new ZipEntry("network/" + name);
        // With a time of its own, the same weights would not give the same bytes.
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
    }
}

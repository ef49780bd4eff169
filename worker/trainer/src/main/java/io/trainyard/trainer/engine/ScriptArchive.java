package io.trainyard.trainer.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs TorchScript source as the archive that {@code torch.jit.load} reads: a STORED zip with the
 * source, no constants, and a pickle (protocol 2) that makes one instance of the class with {@code
 * training} set. See torch/csrc/jit/serialization.
 */
final class ScriptArchive {
    private ScriptArchive() {}

    static InputStream pack(Program program) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            put(zip, "data.pkl", instance());
            put(zip, "code/__torch__.py", program.source().getBytes(StandardCharsets.UTF_8));
            put(zip, "constants.pkl", emptyTuple());
            put(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** {@code __torch__.Network.__new__()} with the state {@code {"training": True}}. */
    private static byte[] instance() {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        opcode(pickle, 0x80, 2); // PROTO 2
        opcode(pickle, 'c'); // GLOBAL
        text(pickle, "__torch__\n" + Program.CLASS_NAME + "\n");
        opcode(pickle, ')', 0x81); // EMPTY_TUPLE NEWOBJ
        opcode(pickle, '}', '('); // EMPTY_DICT MARK
        String key = "training";
        opcode(pickle, 'X', key.length(), 0, 0, 0); // BINUNICODE, length in little-endian
        text(pickle, key);
        opcode(pickle, 0x88, 'u', 'b', '.'); // NEWTRUE SETITEMS BUILD STOP
        return pickle.toByteArray();
    }

    private static byte[] emptyTuple() {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        opcode(pickle, 0x80, 2, ')', '.');
        return pickle.toByteArray();
    }

    private static void opcode(ByteArrayOutputStream pickle, int... bytes) {
        for (int value : bytes) {
            pickle.write(value);
        }
    }

    private static void text(ByteArrayOutputStream pickle, String text) {
        pickle.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry("network/" + name);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}

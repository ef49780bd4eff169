package io.trainyard.trainer.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A pickle written operation by operation, as an attacker would. */
final class PickleProgram {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    PickleProgram() {
        raw(0x80, 2);
    }

    /** Operations and their arguments as bytes. */
    PickleProgram raw(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    /** Operations that letters stand for. */
    PickleProgram operations(String letters) {
        bytes.writeBytes(letters.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    PickleProgram global(String module, String name) {
        return operations("c" + module + "\n" + name + "\n");
    }

    PickleProgram text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        raw('X', utf8.length & 0xff, utf8.length >> 8, 0, 0);
        bytes.writeBytes(utf8);
        return this;
    }

    PickleProgram number(int number) {
        return raw('J', number, number >> 8, number >> 16, number >> 24);
    }

    /** A tensor in storage "0" of the given number of floats, below a name, in an open dict. */
    PickleProgram tensor(String name, int stored, int offset, int size, int stride) {
        text(name).global("torch._utils", "_rebuild_tensor_v2").operations("((");
        text("storage").global("torch", "FloatStorage").text("0").text("cpu").number(stored);
        operations("tQ").number(offset).operations("(").number(size).operations("t(");
        return number(stride).operations("t").raw(0x89).operations("NtR");
    }

    /** Ends it and puts it into a zip as torch.save does, with floats as storage "0". */
    Path zip(Path file, byte[] storage) throws IOException {
        raw('.');
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            store(zip, "archive/data.pkl", bytes.toByteArray());
            store(zip, "archive/data/0", storage);
        }
        return file;
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}

package io.trainyard.trainer.weights;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

/** A mapped file as the stream that a pickle is read from, which knows how much is left. */
final class PickleBytes extends InputStream {
    private static final ValueLayout.OfInt LENGTH =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment bytes;
    private long position;

    PickleBytes(MemorySegment bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        return position < bytes.byteSize()
                ? Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, position++))
                : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        int count = (int) Math.min(length, remaining());
        if (count == 0 && length > 0) {
            return -1;
        }
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, position, target, offset, count);
        position += count;
        return count;
    }

    /** Bytes that are left. */
    long remaining() {
        return bytes.byteSize() - position;
    }

    /** Where the next byte is. */
    long position() {
        return position;
    }

    /** The length that comes next, of which nothing is read yet. */
    long nextLength() {
        return remaining() < Integer.BYTES
                ? Long.MAX_VALUE
                : Integer.toUnsignedLong(bytes.get(LENGTH, position));
    }
}

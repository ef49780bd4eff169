package io.trainyard.orchestrator.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The points of a series in few bytes, deflated: the count; of each step the difference to the one
 * before, and where that is the same as before, nothing new; each value as a float where it is one,
 * which losses of float32 networks are, with the bytes of one place beside each other.
 */
final class PackedSeries {
    /** Points of a piece: as many as are read or written at a time. */
    static final int MOST_POINTS = 20_000;

    private static final int FLOATS = 4;
    private static final int DOUBLES = 8;
    private static final int BYTE = 0xFF;
    private static final int BITS = 8;

    private PackedSeries() {}

    /** Steps and values of the same length. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Points(long[] steps, double[] values) {}

    static byte[] pack(Points points) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out =
                new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
            int width = isOfFloats(points.values()) ? FLOATS : DOUBLES;
            out.writeInt(points.steps().length);
            out.writeByte(width);
            long step = 0;
            long difference = 0;
            for (long next : points.steps()) {
                writeNumber(out, next - step - difference);
                difference = next - step;
                step = next;
            }
            for (int place = 0; place < width; place++) {
                for (double value : points.values()) {
                    long bits =
                            width == FLOATS
                                    ? Float.floatToRawIntBits((float) value)
                                    : Double.doubleToRawLongBits(value);
                    out.writeByte((int) (bits >>> (place * BITS)));
                }
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("it is written to memory", impossible);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    static Points unpack(byte[] packed) {
        try (DataInputStream in =
                new DataInputStream(
                        new InflaterInputStream(
                                new ByteArrayInputStream(packed),
                                new java.util.zip.Inflater(true)))) {
            int count = in.readInt();
            int width = in.readByte();
            long[] steps = new long[count];
            long step = 0;
            long difference = 0;
            for (int index = 0; index < count; index++) {
                difference += readNumber(in);
                step += difference;
                steps[index] = step;
            }
            byte[] planes = new byte[count * width];
            in.readFully(planes);
            double[] values = new double[count];
            for (int index = 0; index < count; index++) {
                long bits = 0;
                for (int place = 0; place < width; place++) {
                    bits |= (long) (planes[place * count + index] & BYTE) << (place * BITS);
                }
                values[index] =
                        width == FLOATS
                                ? Float.intBitsToFloat((int) bits)
                                : Double.longBitsToDouble(bits);
            }
            return new Points(steps, values);
        } catch (IOException damaged) {
            throw new IllegalStateException("the column holds what was packed here", damaged);
        }
    }

    private static boolean isOfFloats(double[] values) {
        for (double value : values) {
            if (Double.compare((float) value, value) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Small numbers of either sign in few bytes: zigzag, seven bits a byte, the lowest first. */
    private static void writeNumber(DataOutputStream out, long number) throws IOException {
        long rest = number << 1 ^ number >> Long.SIZE - 1;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    private static long readNumber(DataInputStream in) throws IOException {
        long zigzag = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = in.readUnsignedByte();
            zigzag |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return zigzag >>> 1 ^ -(zigzag & 1);
            }
        }
        throw new EOFException("a number of more than ten bytes");
    }
}

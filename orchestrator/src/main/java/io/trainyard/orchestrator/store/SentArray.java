package io.trainyard.orchestrator.store;

import java.nio.ByteBuffer;

/**
 * Reads what PostgreSQL's {@code array_send} writes of a one-dimensional array of 8-byte numbers
 * without nulls: 20 bytes of header, of which those from 12 to 16 are the length, then for each
 * number 4 bytes that say 8, and the number; an empty array has no dimension and ends after 12.
 */
final class SentArray {
    private static final int EMPTY_BYTES = 12;
    private static final int LENGTH_AT = 12;
    private static final int HEADER_BYTES = 20;
    private static final int ELEMENT_BYTES = 12;
    private static final int NUMBER_AT = 4;

    private SentArray() {}

    static long[] longs(byte[] sent) {
        ByteBuffer bytes = ByteBuffer.wrap(sent);
        long[] numbers = new long[length(bytes)];
        for (int index = 0; index < numbers.length; index++) {
            numbers[index] = bytes.getLong(at(index));
        }
        return numbers;
    }

    static double[] doubles(byte[] sent) {
        ByteBuffer bytes = ByteBuffer.wrap(sent);
        double[] numbers = new double[length(bytes)];
        for (int index = 0; index < numbers.length; index++) {
            numbers[index] = bytes.getDouble(at(index));
        }
        return numbers;
    }

    private static int length(ByteBuffer bytes) {
        return bytes.limit() == EMPTY_BYTES ? 0 : bytes.getInt(LENGTH_AT);
    }

    private static int at(int index) {
        return HEADER_BYTES + index * ELEMENT_BYTES + NUMBER_AT;
    }
}

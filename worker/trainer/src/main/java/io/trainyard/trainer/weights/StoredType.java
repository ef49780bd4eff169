package io.trainyard.trainer.weights;

import io.trainyard.trainer.engine.ElementType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The element types that files hold. Those that a network has no use for are read into the next one
 * that holds all their values.
 */
enum StoredType {
    BOOL("BOOL", "Bool", 1, ElementType.UINT8),
    UINT8("U8", "Byte", 1, ElementType.UINT8),
    INT8("I8", "Char", 1, ElementType.INT64),
    INT16("I16", "Short", 2, ElementType.INT64),
    INT32("I32", "Int", 4, ElementType.INT64),
    INT64("I64", "Long", 8, ElementType.INT64),
    FLOAT16("F16", "Half", 2, ElementType.FLOAT32),
    BFLOAT16("BF16", "BFloat16", 2, ElementType.FLOAT32),
    FLOAT32("F32", "Float", 4, ElementType.FLOAT32),
    FLOAT64("F64", "Double", 8, ElementType.FLOAT64);

    private final String code;
    private final String storage;
    private final int bytes;
    private final ElementType readAs;

    StoredType(String code, String storage, int bytes, ElementType readAs) {
        this.code = code;
        this.storage = storage + "Storage";
        this.bytes = bytes;
        this.readAs = readAs;
    }

    /** The type of a safetensors header's dtype. */
    static Optional<StoredType> ofCode(String code) {
        return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
    }

    /** The type of PyTorch's class of storages, such as FloatStorage. */
    static Optional<StoredType> ofStorage(String name) {
        return Arrays.stream(values()).filter(type -> type.storage.equals(name)).findFirst();
    }

    /** Every safetensors dtype that is read. */
    static String codes() {
        return Arrays.stream(values())
                .map(StoredType::code)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Its name in a safetensors header. */
    String code() {
        return code;
    }

    /** Size of one element in the file. */
    int bytes() {
        return bytes;
    }

    /** What its elements become. */
    ElementType readAs() {
        return readAs;
    }

    /** Whether the file's little-endian bytes are those of {@link #readAs}. */
    boolean isReadAsItIs() {
        return code.equals(readAs.code());
    }

    /** The element at a byte offset. */
    double value(MemorySegment data, long offset, ByteOrder order) {
        return switch (this) {
            case BOOL, UINT8 -> Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, offset));
            case INT8 -> data.get(ValueLayout.JAVA_BYTE, offset);
            case INT16 -> twoBytes(data, offset, order);
            case INT32 -> data.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), offset);
            case INT64 -> data.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), offset);
            case FLOAT16 -> Float.float16ToFloat(twoBytes(data, offset, order));
            case BFLOAT16 -> Float.intBitsToFloat(twoBytes(data, offset, order) << Short.SIZE);
            case FLOAT32 -> data.get(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order), offset);
            case FLOAT64 -> data.get(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(order), offset);
        };
    }

    private static short twoBytes(MemorySegment data, long offset, ByteOrder order) {
        return data.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), offset);
    }
}

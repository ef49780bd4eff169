package io.trainyard.trainer.engine;

/** The element types that weights and batches are made of. */
public enum ElementType {
    UINT8("U8", 1, 0),
    INT64("I64", 8, 4),
    FLOAT32("F32", 4, 6),
    FLOAT64("F64", 8, 7);

    private final String code;
    private final int bytes;
    private final int scriptCode;

    ElementType(String code, int bytes, int scriptCode) {
        this.code = code;
        this.bytes = bytes;
        this.scriptCode = scriptCode;
    }

    /** Its name in a safetensors header. */
    public String code() {
        return code;
    }

    /** Size of one element. */
    public int bytes() {
        return bytes;
    }

    /** Its number in TorchScript: c10::ScalarType. */
    int scriptCode() {
        return scriptCode;
    }

    /** Whether elements are floating point. */
    public boolean isFloat() {
        return this == FLOAT32 || this == FLOAT64;
    }
}

package io.trainyard.trainer.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The pickle (protocol 2) of a {@link ScriptObject}: its attributes, with tensors that refer to
 * storages by number. See torch/csrc/jit/serialization/pickler.cpp and torch/_utils.py.
 */
final class ScriptPickle {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<TensorBytes> storages = new ArrayList<>();

    private ScriptPickle() {}

    /**
     * A pickled object.
     *
     * @param pickle the bytes
     * @param storages the data that it refers to, by their place
     */
    record Pickled(byte[] pickle, List<TensorBytes> storages) {}

    static Pickled of(ScriptObject object) {
        ScriptPickle pickle = new ScriptPickle();
        pickle.opcode(0x80, 2); // PROTO 2
        pickle.object(object);
        pickle.opcode('.'); // STOP
        return new Pickled(pickle.bytes.toByteArray(), List.copyOf(pickle.storages));
    }

    /** {@code __torch__.Class.__new__()} with its attributes as its state. */
    private void object(ScriptObject object) {
        global("__torch__", object.className());
        opcode(')', 0x81); // EMPTY_TUPLE NEWOBJ
        opcode('}', '('); // EMPTY_DICT MARK
        text("training");
        bool(true);
        object.tensors()
                .forEach((name, tensor) -> {
                    text(name);
                    tensor(tensor, object.parameters().contains(name));
                });
        object.children()
                .forEach((name, child) -> {
                    text(name);
                    object(child);
                });
        opcode('u', 'b'); // SETITEMS BUILD
    }

    /** {@code torch._utils._rebuild_tensor_v2(storage, 0, sizes, strides, requires_grad, {})}. */
    private void tensor(TensorBytes tensor, boolean requiresGradient) {
        List<Integer> sizes = tensor.shape().sizes();
        long[] strides = new long[sizes.size()];
        long stride = 1;
        for (int dimension = sizes.size() - 1; dimension >= 0; dimension--) {
            strides[dimension] = stride;
            stride *= sizes.get(dimension);
        }
        global("torch._utils", "_rebuild_tensor_v2");
        opcode('(', '('); // MARK MARK
        text("storage");
        global("torch", storageClass(tensor.type()));
        text(String.valueOf(storages.size()));
        text("cpu");
        number(tensor.shape().elements());
        opcode('t', 'Q'); // TUPLE BINPERSID
        storages.add(tensor);
        number(0);
        opcode('('); // MARK
        sizes.forEach(this::number);
        opcode('t', '('); // TUPLE MARK
        for (long each : strides) {
            number(each);
        }
        opcode('t'); // TUPLE
        bool(requiresGradient);
        global("collections", "OrderedDict");
        opcode(')', 'R'); // EMPTY_TUPLE REDUCE
        opcode('t', 'R'); // TUPLE REDUCE
    }

    private static String storageClass(ElementType type) {
        return switch (type) {
            case UINT8 -> "ByteStorage";
            case INT64 -> "LongStorage";
            case FLOAT32 -> "FloatStorage";
            case FLOAT64 -> "DoubleStorage";
        };
    }

    private void global(String module, String name) {
        opcode('c'); // GLOBAL
        bytes.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void text(String text) {
        byte[] letters = text.getBytes(StandardCharsets.UTF_8);
        opcode('X'); // BINUNICODE
        bytes.writeBytes(littleEndian(Integer.BYTES).putInt(letters.length).array());
        bytes.writeBytes(letters);
    }

    private void number(long value) {
        opcode(0x8a, Long.BYTES); // LONG1
        bytes.writeBytes(littleEndian(Long.BYTES).putLong(value).array());
    }

    private void bool(boolean value) {
        opcode(value ? 0x88 : 0x89); // NEWTRUE NEWFALSE
    }

    private void opcode(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}

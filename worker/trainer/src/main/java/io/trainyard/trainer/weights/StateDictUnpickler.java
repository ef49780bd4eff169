package io.trainyard.trainer.weights;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.Unpickler;

/**
 * Reads one pickle of numbers, text, collections and tensors. A pickle is a program; of its
 * operations only those run here that build such values, and of the names that it may call only
 * {@link PickleGlobals}. Every other one is refused before anything is done.
 */
final class StateDictUnpickler extends Unpickler {
    /** A state_dict takes some 200 bytes a tensor; this much builds at most half a gigabyte. */
    private static final long LARGEST = 4L << 20;

    private static final int LONGEST_NAME = 200;

    private final PickleBytes bytes;
    private final long end;

    private final Map<String, StoredType> storages;

    private StateDictUnpickler(PickleBytes bytes, Map<String, StoredType> storages) {
        this.bytes = bytes;
        this.storages = storages;
        this.end = bytes.position() + LARGEST;
    }

    /** Reads the pickle that comes next. */
    static Object next(PickleBytes bytes) throws InvalidWeightsException {
        return next(bytes, new HashMap<>());
    }

    /**
     * Reads the pickle that comes next.
     *
     * @param storages takes the name and type of every storage that it refers to
     * @throws InvalidWeightsException where it is malformed or asks for anything but data
     */
    static Object next(PickleBytes bytes, Map<String, StoredType> storages)
            throws InvalidWeightsException {
        try {
            Object value = new StateDictUnpickler(bytes, storages).load(bytes);
            return value == null ? "None" : value;
        } catch (Refusal refused) {
            throw new InvalidWeightsException(String.valueOf(refused.getMessage()));
        } catch (IOException | RuntimeException malformed) {
            // The library meets a stack that is not as an operation needs it with all kinds of
            // exceptions; none of them is more than a malformed file.
            throw new InvalidWeightsException(
                    "its pickle is malformed or truncated near byte %d: %s"
                            .formatted(bytes.position(), malformed.getMessage()));
        }
    }

    @Override
    protected Object dispatch(short operation) throws PickleException, IOException {
        if (bytes.position() > end) {
            throw new Refusal(
                    "its pickle is larger than %,d bytes; a state_dict's is not"
                            .formatted(LARGEST));
        }
        switch (operation) {
            case Opcodes.GLOBAL -> stack.add(PickleGlobals.named(line(), line()));
            case Opcodes.STACK_GLOBAL -> {
                Object name = stack.pop();
                stack.add(PickleGlobals.named(text(stack.pop()), text(name)));
            }
            case Opcodes.EMPTY_DICT -> stack.add(PickleGlobals.dictionary());
            case Opcodes.SETITEM -> {
                Object value = stack.pop();
                put(List.of(stack.pop(), value == null ? "None" : value));
            }
            case Opcodes.SETITEMS -> put(stack.pop_all_since_marker());
            case Opcodes.BUILD -> build(stack.pop());
            case Opcodes.NEWOBJ -> {
                Object[] arguments = (Object[]) stack.pop();
                stack.add(((IObjectConstructor) stack.pop()).construct(arguments));
            }
            case Opcodes.BINUNICODE, Opcodes.BINBYTES -> {
                long room = Math.min(bytes.remaining() - Integer.BYTES, end - bytes.position());
                if (bytes.nextLength() > room) {
                    throw new Refusal(
                            "its pickle is truncated: a text of %d bytes begins %d bytes before its end"
                                    .formatted(bytes.nextLength(), bytes.remaining()));
                }
                return super.dispatch(operation);
            }
            case Opcodes.PROTO,
                    Opcodes.FRAME,
                    Opcodes.STOP,
                    Opcodes.MARK,
                    Opcodes.POP,
                    Opcodes.POP_MARK,
                    Opcodes.DUP,
                    Opcodes.NONE,
                    Opcodes.NEWTRUE,
                    Opcodes.NEWFALSE,
                    Opcodes.BININT,
                    Opcodes.BININT1,
                    Opcodes.BININT2,
                    Opcodes.LONG1,
                    Opcodes.BINFLOAT,
                    Opcodes.SHORT_BINUNICODE,
                    Opcodes.SHORT_BINBYTES,
                    Opcodes.SHORT_BINSTRING,
                    Opcodes.EMPTY_TUPLE,
                    Opcodes.TUPLE,
                    Opcodes.TUPLE1,
                    Opcodes.TUPLE2,
                    Opcodes.TUPLE3,
                    Opcodes.EMPTY_LIST,
                    Opcodes.APPEND,
                    Opcodes.APPENDS,
                    Opcodes.BINPUT,
                    Opcodes.LONG_BINPUT,
                    Opcodes.MEMOIZE,
                    Opcodes.BINGET,
                    Opcodes.LONG_BINGET,
                    Opcodes.BINPERSID,
                    Opcodes.REDUCE -> {
                return super.dispatch(operation);
            }
            default ->
                    throw new Refusal(
                            "its pickle uses operation 0x%02x, which no state_dict needs"
                                    .formatted(operation));
        }
        return NO_RETURN_VALUE;
    }

    @Override
    protected Object persistentLoad(Object id) {
        PickledTensor.Storage storage = PickleGlobals.storage((Object[]) id);
        StoredType earlier = storages.putIfAbsent(storage.key(), storage.type());
        if (earlier != null && earlier != storage.type()) {
            throw new Refusal(
                    "its storage '%s' is of two types, %s and %s"
                            .formatted(storage.key(), earlier.code(), storage.type().code()));
        }
        return storage;
    }

    /** Keys are text or numbers: a collection as its own key would take forever to hash. */
    @SuppressWarnings("unchecked")
    private void put(List<Object> items) {
        Map<Object, Object> map = (Map<Object, Object>) stack.peek();
        for (int index = 0; index < items.size(); index += 2) {
            Object key = items.get(index);
            if (!(key instanceof String || key instanceof Number || key instanceof Boolean)) {
                throw new Refusal("its pickle has a key that is neither text nor a number");
            }
            Object value = items.get(index + 1);
            map.put(key, value == null ? "None" : value);
        }
    }

    /** Attributes are left out, such as a state_dict's _metadata; old parameters get their data. */
    private void build(Object state) {
        if (stack.peek() instanceof PickledTensor.Parameter parameter
                && state instanceof Object[] parts
                && parts.length > 0
                && parts[0] instanceof PickledTensor tensor) {
            parameter.set(tensor);
        }
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (int next = bytes.read(); next != '\n'; next = bytes.read()) {
            if (next < 0 || line.length() == LONGEST_NAME) {
                throw new Refusal(
                        "its pickle names something by more than %d characters"
                                .formatted(LONGEST_NAME));
            }
            line.append((char) next);
        }
        return line.toString();
    }

    private static String text(Object value) {
        if (value instanceof String text && text.length() <= LONGEST_NAME) {
            return text;
        }
        throw new Refusal("its pickle names something by no text");
    }

    /** Carries a sentence through the library. */
    static final class Refusal extends RuntimeException {
        Refusal(String message) {
            super(message);
        }
    }
}

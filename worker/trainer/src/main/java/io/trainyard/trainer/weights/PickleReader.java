package io.trainyard.trainer.weights;

import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.graph.TensorShape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns a pickled state_dict and its storages into tensors. */
final class PickleReader {
    /** Copies take at most this many times the file: tensors may share a storage, but not so. */
    private static final long MOST_COPIES = 8;

    private PickleReader() {}

    /** Where the storages of a file are. */
    interface Storages {
        /**
         * The bytes of a storage.
         *
         * @throws InvalidWeightsException where the file has none of that name and size
         */
        MemorySegment of(String key) throws InvalidWeightsException;

        /** Order of the bytes of an element. */
        ByteOrder order();
    }

    /**
     * The tensors of a pickled value.
     *
     * @param fileBytes size of the whole file
     * @param arena holds what has to be converted
     */
    static Safetensors read(Object root, Storages storages, long fileBytes, Arena arena)
            throws InvalidWeightsException {
        List<TensorBytes> tensors = new ArrayList<>();
        long copied = 0;
        for (Map.Entry<String, PickledTensor> entry : StateDict.in(root).entrySet()) {
            String name = entry.getKey();
            StoredTensor tensor = stored(name, entry.getValue(), storages);
            copied += tensor.copiedBytes();
            if (copied > MOST_COPIES * fileBytes) {
                throw new InvalidWeightsException(
                        "its tensors up to '%s' take %,d bytes, more than %d times the file"
                                .formatted(name, copied, MOST_COPIES));
            }
            tensors.add(
                    tensor.named(
                            name,
                            tensor.copiedBytes() == 0
                                    ? MemorySegment.NULL
                                    : arena.allocate(tensor.copiedBytes(), Long.BYTES)));
        }
        return new Safetensors(tensors, Map.of());
    }

    private static StoredTensor stored(String name, PickledTensor tensor, Storages storages)
            throws InvalidWeightsException {
        PickledTensor.Storage storage = tensor.storage();
        MemorySegment data = storages.of(storage.key());
        long begin = tensor.offset() + storage.begin();
        long stored = data.byteSize() / storage.type().bytes();
        if (storage.begin() < 0 || storage.elements() < 0 || storage.elements() > stored) {
            throw new InvalidWeightsException(
                    "its tensor '%s' claims a storage of %d elements; storage '%s' has %d"
                            .formatted(name, storage.elements(), storage.key(), stored));
        }
        TensorShape shape = tensor.shape(name);
        long[] strides = tensor.strides().stream().mapToLong(Long::longValue).toArray();
        return StoredTensor.of(name, storage.type(), data, storages.order(), begin, shape, strides);
    }
}

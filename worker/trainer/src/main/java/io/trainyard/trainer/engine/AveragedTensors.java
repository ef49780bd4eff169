package io.trainyard.trainer.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.trainyard.trainer.engine.graph.TensorSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An average of a network's trained parameters and running statistics, beside the network's own. */
final class AveragedTensors {
    /** The lists that training changes, but for counts, which are no averages. */
    private static final List<TensorList> CHANGING =
            List.of(TensorList.PARAMS, TensorList.BUFFERS);

    private final Map<TensorList, List<NDArray>> arrays = new EnumMap<>(TensorList.class);
    private final Map<String, TensorBytes> windows = new LinkedHashMap<>();
    private final List<NDArray> averageArguments = new ArrayList<>();

    AveragedTensors(
            NetworkTensors tensors, TensorLists lists, ElementType type, NDManager manager) {
        List<NDArray> current = new ArrayList<>();
        for (TensorList list : CHANGING) {
            for (int place = 0; place < lists.of(list).size(); place++) {
                TensorSpec tensor = lists.of(list).get(place);
                NDArray array =
                        Tensors.zeros(manager, tensor.shape(), type, list.scriptName() + "[]");
                arrays.computeIfAbsent(list, _ -> new ArrayList<>()).add(array);
                windows.put(
                        tensor.name(),
                        Tensors.window(tensor.name(), array, tensor.shape(), type));
                // Further handles to the same memory, named after the method's arguments.
                averageArguments.add(handle(array, "averaged[]"));
                current.add(handle(tensors.arrays(list).get(place), "current[]"));
            }
        }
        averageArguments.addAll(current);
    }

    /** What an evaluation of the average reads: the frozen lists are the network's own. */
    List<NDArray> arrays(TensorList list, NetworkTensors tensors) {
        return arrays.getOrDefault(list, CHANGING.contains(list) ? List.of() : tensors.arrays(list));
    }

    /** Arguments of the script's method {@code average}, but for the share. */
    List<NDArray> averageArguments() {
        return List.copyOf(averageArguments);
    }

    /** The averages, by the names of what they are averages of. */
    Stream<TensorBytes> windows() {
        return windows.values().stream();
    }

    /** The averages of a network's tensors; those that are not averaged as they are. */
    List<TensorBytes> among(List<TensorBytes> weights) {
        return weights.stream()
                .map(tensor -> windows.getOrDefault(tensor.name(), tensor))
                .toList();
    }

    /**
     * Takes over stored averages.
     *
     * @throws IllegalArgumentException where one is missing, unknown or of another shape
     */
    void load(List<TensorBytes> stored) {
        requireAll(stored);
        stored.forEach(tensor -> NetworkTensors.window(windows, tensor.name()).copyFrom(tensor));
    }

    /** Fails where the tensors are not exactly those that are averaged. */
    void requireAll(List<TensorBytes> stored) {
        NetworkTensors.requireNames(stored, windows.keySet());
    }

    private static NDArray handle(NDArray array, String name) {
        NDArray handle = array.stopGradient();
        handle.setName(name);
        return handle;
    }
}

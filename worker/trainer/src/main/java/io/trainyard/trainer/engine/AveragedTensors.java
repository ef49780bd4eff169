package io.trainyard.trainer.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.trainyard.trainer.engine.Techniques.Averaging;
import io.trainyard.trainer.engine.graph.TensorSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An average of a network's trained parameters and running statistics, beside the network's own;
 * empty where none is kept. Of the two, evaluation uses one; the other is stored apart.
 */
final class AveragedTensors {
    /** The lists that training changes, but for counts, which are no averages. */
    private static final List<TensorList> CHANGING = List.of(TensorList.PARAMS, TensorList.BUFFERS);

    /** Prefix of the weights, or averages, that are not evaluated. */
    private static final String APART = "apart/";

    private final NetworkTensors tensors;
    private final boolean exists;
    private final boolean evaluated;
    private final Map<TensorList, List<NDArray>> arrays = new EnumMap<>(TensorList.class);
    private final Map<String, TensorBytes> windows = new LinkedHashMap<>();
    private final List<NDArray> averageArguments = new ArrayList<>();

    AveragedTensors(Recipe recipe, NetworkTensors tensors, TensorLists lists, NDManager manager) {
        this.tensors = tensors;
        Averaging averaging = recipe.techniques().averaging();
        this.exists = averaging != Averaging.NONE;
        this.evaluated = averaging == Averaging.EVALUATED;
        if (exists) {
            allocate(lists, recipe.precision(), manager);
        }
    }

    private void allocate(TensorLists lists, ElementType type, NDManager manager) {
        List<NDArray> current = new ArrayList<>();
        for (TensorList list : CHANGING) {
            for (int place = 0; place < lists.of(list).size(); place++) {
                TensorSpec tensor = lists.of(list).get(place);
                NDArray array =
                        Tensors.zeros(manager, tensor.shape(), type, list.scriptName() + "[]");
                arrays.computeIfAbsent(list, _ -> new ArrayList<>()).add(array);
                windows.put(
                        tensor.name(), Tensors.window(tensor.name(), array, tensor.shape(), type));
                // Further handles to the same memory, named after the method's arguments.
                averageArguments.add(handle(array, "averaged[]"));
                current.add(handle(tensors.arrays(list).get(place), "current[]"));
            }
        }
        averageArguments.addAll(current);
    }

    /** Whether an average is kept. */
    boolean exists() {
        return exists;
    }

    /** What evaluation reads: the frozen lists are the network's own. */
    List<NDArray> evaluated(TensorList list) {
        return evaluated && CHANGING.contains(list)
                ? arrays.getOrDefault(list, List.of())
                : tensors.arrays(list);
    }

    /** Arguments of the script's method {@code average}, but for the share. */
    List<NDArray> averageArguments() {
        return List.copyOf(averageArguments);
    }

    /** The weights that evaluation uses; those that are not averaged as they are. */
    List<TensorBytes> weights() {
        return evaluated
                ? tensors.weights().stream()
                        .map(each -> windows.getOrDefault(each.name(), each))
                        .toList()
                : tensors.weights();
    }

    /** Of weights and averages those that are not evaluated, under names of their own. */
    Stream<TensorBytes> apart() {
        return windows.values().stream()
                .map(each -> evaluated ? tensors.weight(each.name()) : each)
                .map(each -> each.renamed(APART + each.name()));
    }

    /** Makes the average the weights. */
    void becomeWeights() {
        tensors.load(windows.values());
    }

    /**
     * Takes over what was stored apart, where the average is equal to the stored weights.
     *
     * @throws IllegalArgumentException where one is missing, unknown or of another shape
     */
    void restore(List<TensorBytes> stored) {
        List<TensorBytes> apart = named(stored);
        NetworkTensors.requireNames(apart, windows.keySet());
        takeOver(apart);
    }

    /**
     * The same of a network in which others were trained. What was not has no average of its own;
     * what no longer is keeps the weight that it was trained to.
     */
    void adopt(List<TensorBytes> stored) {
        takeOver(named(stored));
    }

    /** Whether a tensor is one of those that are stored apart. */
    static boolean isApart(TensorBytes stored) {
        return stored.name().startsWith(APART);
    }

    private void takeOver(List<TensorBytes> apart) {
        if (evaluated) {
            tensors.load(apart);
            return;
        }
        for (TensorBytes tensor : apart) {
            TensorBytes window = windows.get(tensor.name());
            if (window != null) {
                window.copyFrom(tensor);
            }
        }
    }

    private static List<TensorBytes> named(List<TensorBytes> stored) {
        return stored.stream()
                .map(tensor -> tensor.renamed(tensor.name().substring(APART.length())))
                .toList();
    }

    private static NDArray handle(NDArray array, String name) {
        NDArray handle = array.stopGradient();
        handle.setName(name);
        return handle;
    }
}

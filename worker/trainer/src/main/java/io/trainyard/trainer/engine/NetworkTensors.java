package io.trainyard.trainer.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.TensorSpec;
import io.trainyard.trainer.seed.Seed;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The weights of a network and the state of its optimizer: in libtorch's memory, and windows onto
 * it by name.
 */
final class NetworkTensors {
    private final Recipe recipe;
    private final Map<TensorList, List<NDArray>> arrays = new EnumMap<>(TensorList.class);
    private final List<NDArray> stateArrays = new ArrayList<>();
    private final List<NDArray> scaler = new ArrayList<>();
    private final List<NDArray> accumulators = new ArrayList<>();
    private final Map<String, TensorBytes> weights = new LinkedHashMap<>();
    private final Map<String, TensorBytes> optimizerState = new LinkedHashMap<>();

    NetworkTensors(Recipe recipe, TensorLists lists, NDManager manager) {
        this.recipe = recipe;
        // In state_dict order, which is also the order within each list.
        recipe.network()
                .tensors()
                .forEach(tensor -> allocate(tensor, lists.listOf(tensor.name()), manager));
        for (UpdateRule.Slot slot : recipe.update().slots()) {
            lists.of(TensorList.PARAMS).forEach(parameter -> allocate(slot, parameter, manager));
        }
        if (recipe.techniques().scalesLoss()) {
            allocateScaler("scale", ElementType.FLOAT32, manager)
                    .set(0, LossScalingScript.FIRST_SCALE);
            allocateScaler("growth_tracker", ElementType.INT64, manager).set(0, 0);
        }
        if (recipe.update().accumulates()) {
            lists.of(TensorList.PARAMS)
                    .forEach(parameter ->
                            accumulators.add(
                                    Tensors.zeros(
                                            manager,
                                            parameter.shape(),
                                            recipe.precision(),
                                            "accumulated[]")));
        }
    }

    /** The arrays of a list, in the order of {@link TensorLists}. */
    List<NDArray> arrays(TensorList list) {
        return arrays.getOrDefault(list, List.of());
    }

    /** The optimizer's arrays: all of the first slot, then all of the next. */
    List<NDArray> stateArrays() {
        return stateArrays;
    }

    /** The scale of the loss and the updates since it last changed; none where it is not scaled. */
    List<NDArray> scaler() {
        return scaler;
    }

    /**
     * Sums of gradients where batches accumulate, in the order of the parameters. They are zero
     * after each update, so a checkpoint holds none.
     */
    List<NDArray> accumulators() {
        return accumulators;
    }

    List<TensorBytes> weights() {
        return List.copyOf(weights.values());
    }

    TensorBytes weight(String name) {
        return window(weights, name);
    }

    List<TensorBytes> optimizerState() {
        return List.copyOf(optimizerState.values());
    }

    void initialise(Seed seed) {
        for (TensorSpec tensor : recipe.network().tensors()) {
            var random = seed.with(tensor.name()).random();
            TensorBytes window = window(weights, tensor.name());
            for (long index = 0; index < tensor.shape().elements(); index++) {
                window.set(index, tensor.initialisation().draw(random));
            }
        }
    }

    void load(Iterable<TensorBytes> source) {
        for (TensorBytes tensor : source) {
            window(weights, tensor.name()).copyFrom(tensor);
        }
    }

    void restore(List<TensorBytes> savedWeights, List<TensorBytes> savedState) {
        restore(weights, savedWeights);
        restore(optimizerState, savedState);
    }

    /**
     * Takes over all weights, and of the optimizer's state what it keeps, too.
     *
     * @throws IllegalArgumentException where a weight is missing, unknown or of another shape
     */
    void adopt(List<TensorBytes> otherWeights, List<TensorBytes> otherState) {
        restore(weights, otherWeights);
        for (TensorBytes tensor : otherState) {
            TensorBytes window = optimizerState.get(tensor.name());
            if (window != null) {
                window.copyFrom(tensor);
            }
        }
    }

    private TensorBytes allocateScaler(String part, ElementType type, NDManager manager) {
        TensorShape shape = TensorShape.of(1);
        NDArray array = Tensors.zeros(manager, shape, type, "scaler[]");
        scaler.add(array);
        String name = "scaler/" + part;
        TensorBytes window = Tensors.window(name, array, shape, type);
        optimizerState.put(name, window);
        return window;
    }

    private static void restore(Map<String, TensorBytes> windows, List<TensorBytes> saved) {
        requireNames(saved, windows.keySet());
        for (TensorBytes tensor : saved) {
            TensorBytes window = window(windows, tensor.name());
            if (window.type() != tensor.type()) {
                throw new IllegalArgumentException(
                        "its tensor '%s' is %s, not %s"
                                .formatted(tensor.name(), tensor.type(), window.type()));
            }
            window.copyFrom(tensor);
        }
    }

    static void requireNames(List<TensorBytes> saved, Set<String> expected) {
        Set<String> names = saved.stream().map(TensorBytes::name).collect(Collectors.toSet());
        if (!names.equals(expected)) {
            throw new IllegalArgumentException("it holds other tensors: " + names);
        }
    }

    private void allocate(TensorSpec tensor, TensorList list, NDManager manager) {
        ElementType type =
                tensor.role() == TensorSpec.Role.COUNTER ? ElementType.INT64 : recipe.precision();
        NDArray array = Tensors.zeros(manager, tensor.shape(), type, list.scriptName() + "[]");
        array.setRequiresGradient(list == TensorList.PARAMS);
        arrays.computeIfAbsent(list, _ -> new ArrayList<>()).add(array);
        weights.put(tensor.name(), Tensors.window(tensor.name(), array, tensor.shape(), type));
    }

    private void allocate(UpdateRule.Slot slot, TensorSpec parameter, NDManager manager) {
        TensorShape shape = slot.perElement() ? parameter.shape() : TensorShape.scalar();
        // torch counts steps in float32 whatever the precision.
        ElementType type = slot.perElement() ? recipe.precision() : ElementType.FLOAT32;
        NDArray array = Tensors.zeros(manager, shape, type, slot.name() + "[]");
        stateArrays.add(array);
        String name = slot.name() + "/" + parameter.name();
        optimizerState.put(name, Tensors.window(name, array, shape, type));
    }

    static TensorBytes window(Map<String, TensorBytes> windows, String name) {
        TensorBytes window = windows.get(name);
        if (window == null) {
            throw new IllegalArgumentException("there is no tensor '%s'".formatted(name));
        }
        return window;
    }
}

package io.trainyard.trainer.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.trainyard.trainer.engine.graph.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The weights of a network that is learnt from; none where there is no such network. */
final class TeacherTensors {
    private final List<NDArray> arrays = new ArrayList<>();
    private final Map<String, TensorBytes> windows = new HashMap<>();

    TeacherTensors(Recipe recipe, NDManager manager) {
        Techniques.Distillation distillation = recipe.techniques().distillation();
        if (distillation == null) {
            return;
        }
        ElementType type = recipe.precision();
        for (TensorSpec tensor : DistillationScript.tensors(distillation.teacher())) {
            NDArray array =
                    Tensors.zeros(manager, tensor.shape(), type, DistillationScript.TENSORS + "[]");
            arrays.add(array);
            windows.put(tensor.name(), Tensors.window(tensor.name(), array, tensor.shape(), type));
        }
    }

    /** In the order of {@link DistillationScript#tensors}. */
    List<NDArray> arrays() {
        return arrays;
    }

    /**
     * Takes over weights; counts among them are not needed.
     *
     * @throws IllegalArgumentException where a shape differs
     */
    void load(Iterable<TensorBytes> source) {
        for (TensorBytes tensor : source) {
            TensorBytes window = windows.get(tensor.name());
            if (window != null) {
                window.copyFrom(tensor);
            }
        }
    }
}

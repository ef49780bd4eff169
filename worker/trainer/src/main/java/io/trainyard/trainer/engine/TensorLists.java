package io.trainyard.trainer.engine;

import io.trainyard.trainer.engine.graph.Node;
import io.trainyard.trainer.engine.graph.TensorSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which list of the program each tensor of a network travels in, and at which place. */
final class TensorLists {
    private final Map<TensorList, List<TensorSpec>> lists = new EnumMap<>(TensorList.class);
    private final Map<String, TensorList> listOf = new HashMap<>();
    private final Map<String, String> expressions = new HashMap<>();

    TensorLists(Recipe recipe) {
        for (TensorList list : TensorList.values()) {
            lists.put(list, new ArrayList<>());
        }
        for (Node node : recipe.network().nodes()) {
            boolean trains = trains(recipe, node);
            for (TensorSpec tensor : node.tensors()) {
                add(list(recipe, tensor, trains), tensor);
            }
        }
    }

    /**
     * Whether a layer runs in training mode during a training step: not where all of its parameters
     * are frozen.
     */
    static boolean trains(Recipe recipe, Node node) {
        List<TensorSpec> parameters =
                node.tensors().stream()
                        .filter(tensor -> tensor.role() == TensorSpec.Role.PARAMETER)
                        .toList();
        return parameters.isEmpty()
                || parameters.stream()
                        .anyMatch(parameter -> !recipe.frozen().contains(parameter.name()));
    }

    /** The tensors of a list, in order. */
    List<TensorSpec> of(TensorList list) {
        return List.copyOf(lists.getOrDefault(list, List.of()));
    }

    /** The list that a tensor is in. */
    TensorList listOf(String tensorName) {
        return listOf.getOrDefault(tensorName, TensorList.IDLE);
    }

    /** The TorchScript expression of a tensor, such as {@code params[3]}. */
    String expression(String tensorName) {
        return expressions.getOrDefault(tensorName, tensorName);
    }

    private static TensorList list(Recipe recipe, TensorSpec tensor, boolean trains) {
        return switch (tensor.role()) {
            case PARAMETER ->
                    recipe.frozen().contains(tensor.name()) ? TensorList.FROZEN : TensorList.PARAMS;
            case BUFFER -> TensorList.BUFFERS;
            case COUNTER -> trains ? TensorList.COUNTERS : TensorList.IDLE;
        };
    }

    private void add(TensorList list, TensorSpec tensor) {
        List<TensorSpec> tensors = lists.computeIfAbsent(list, _ -> new ArrayList<>());
        expressions.put(tensor.name(), "%s[%d]".formatted(list.scriptName(), tensors.size()));
        listOf.put(tensor.name(), list);
        tensors.add(tensor);
    }
}

package io.trainyard.trainer.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds a network's state_dict in what people save around it. */
final class StateDict {
    /** Where a checkpoint keeps it, the trained weights before their average. */
    private static final List<String> HOMES =
            List.of(
                    "state_dict",
                    "model_state_dict",
                    "model",
                    "net",
                    "network",
                    "weights",
                    "params",
                    "model_ema",
                    "state_dict_ema",
                    "ema_state_dict");

    /**
     * What torch.nn.DataParallel and torch.optim.swa_utils, torch.compile and common wrappers put
     * in front of every name.
     */
    private static final List<String> PREFIXES =
            List.of("module.", "_orig_mod.", "model.", "backbone.");

    /** Of torch.optim.swa_utils.AveragedModel, beside the network. */
    private static final Set<String> COUNTERS = Set.of("n_averaged");

    private StateDict() {}

    /**
     * The named tensors of a pickled value; optimizers and whatever else lies beside is left out.
     *
     * @throws InvalidWeightsException where there are none
     */
    static Map<String, PickledTensor> in(Object root) throws InvalidWeightsException {
        if (!(root instanceof Map<?, ?> map)) {
            throw new InvalidWeightsException("it holds no state_dict");
        }
        Map<String, PickledTensor> tensors = tensors(map);
        if (!tensors.isEmpty()) {
            return tensors;
        }
        for (String home : HOMES) {
            if (map.get(home) instanceof Map<?, ?> inner) {
                Map<String, PickledTensor> found = tensors(inner);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        throw new InvalidWeightsException(
                "it holds no state_dict: neither its own entries nor those of %s are tensors"
                        .formatted(HOMES));
    }

    private static Map<String, PickledTensor> tensors(Map<?, ?> map) {
        Map<String, PickledTensor> tensors = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (name instanceof String key && !COUNTERS.contains(key)) {
                if (value instanceof PickledTensor tensor) {
                    tensors.put(key, tensor);
                } else if (value instanceof PickledTensor.Parameter parameter
                        && parameter.data() != null) {
                    tensors.put(key, parameter.data());
                }
            }
        });
        return tensors;
    }

    /** How many characters wrappers put in front of every one of these names. */
    static int prefixLength(List<String> names) {
        int length = 0;
        boolean found = !names.isEmpty();
        while (found) {
            int start = length;
            found = false;
            for (String prefix : PREFIXES) {
                if (names.stream().allMatch(name -> name.startsWith(prefix, start))) {
                    length += prefix.length();
                    found = true;
                    break;
                }
            }
        }
        return length;
    }
}

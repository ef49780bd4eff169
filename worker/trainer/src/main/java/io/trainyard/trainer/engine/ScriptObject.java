package io.trainyard.trainer.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An instance of a TorchScript module, as an archive holds it.
 *
 * @param className of its class in the source
 * @param tensors its own parameters and buffers, by attribute
 * @param parameters which of the tensors a gradient may change
 * @param children its submodules, by attribute
 */
record ScriptObject(
        String className,
        Map<String, TensorBytes> tensors,
        Set<String> parameters,
        Map<String, ScriptObject> children) {
    ScriptObject {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        parameters = Set.copyOf(parameters);
        children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
    }

    /** An instance without attributes. */
    static ScriptObject of(String className) {
        return new ScriptObject(className, Map.of(), Set.of(), Map.of());
    }
}

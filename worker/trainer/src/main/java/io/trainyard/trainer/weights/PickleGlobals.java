package io.trainyard.trainer.weights;

import io.trainyard.trainer.weights.PickledTensor.Parameter;
import io.trainyard.trainer.weights.PickledTensor.Storage;
import io.trainyard.trainer.weights.StateDictUnpickler.Refusal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.IObjectConstructor;
import org.jspecify.annotations.Nullable;

/**
 * What a pickled state_dict may name, after torch/_weights_only_unpickler.py; each stands for a
 * description of data.
 */
final class PickleGlobals {
    private static final Map<String, IObjectConstructor> CONSTRUCTORS =
            Map.of(
                    "collections.OrderedDict", PickleGlobals::ordered,
                    "torch.Size", arguments -> Arrays.asList((Object[]) arguments[0]),
                    "torch._utils._rebuild_tensor", PickleGlobals::tensor,
                    "torch._utils._rebuild_tensor_v2", PickleGlobals::tensor,
                    "torch._utils._rebuild_parameter", arguments -> arguments[0],
                    "torch._utils._rebuild_parameter_with_state", arguments -> arguments[0],
                    "torch.nn.parameter.Parameter", PickleGlobals::parameter);

    private static final Set<String> STORAGE_MODULES = Set.of("torch", "torch.cuda");

    private PickleGlobals() {}

    /** The value that stands for a name; a name that is not listed is refused. */
    static Object named(String module, String name) {
        if (STORAGE_MODULES.contains(module)) {
            var storage = StoredType.ofStorage(name);
            if (storage.isPresent()) {
                return storage.get();
            }
        }
        IObjectConstructor constructor = CONSTRUCTORS.get(module + "." + name);
        if (constructor == null) {
            throw new Refusal(
                    "its pickle names '%s.%s', which a state_dict does not need: nothing of it was executed; save model.state_dict() instead"
                            .formatted(module, name));
        }
        return constructor;
    }

    /** A dictionary that keeps its order, as Python's do. */
    static Map<Object, Object> dictionary() {
        return new LinkedHashMap<>();
    }

    /** What torch.serialization's persistent_id names: ('storage', type, key, device, elements). */
    static Storage storage(@Nullable Object[] id) {
        if (id.length < 5
                || !"storage".equals(id[0])
                || !(id[1] instanceof StoredType type)
                || !(id[2] instanceof String key)) {
            throw new Refusal("its pickle refers to something that is no storage");
        }
        long elements = count(id[4]);
        if (id.length > 5 && id[5] instanceof Object[] view) {
            return new Storage(type, key, elements, count(view[1]));
        }
        return new Storage(type, key, elements, 0);
    }

    private static Map<Object, Object> ordered(Object[] arguments) {
        Map<Object, Object> map = dictionary();
        if (arguments.length > 0) {
            for (Object pair : (List<?>) arguments[0]) {
                Object[] entry = pair instanceof List<?> list ? list.toArray() : (Object[]) pair;
                map.put((String) entry[0], entry[1]);
            }
        }
        return map;
    }

    /** (storage, offset, size, stride, ...): the rest concerns gradients. */
    private static PickledTensor tensor(Object[] arguments) {
        return new PickledTensor(
                (Storage) arguments[0],
                count(arguments[1]),
                counts(arguments[2]),
                counts(arguments[3]));
    }

    private static Parameter parameter(Object[] arguments) {
        Parameter parameter = new Parameter();
        if (arguments.length > 0) {
            parameter.set((PickledTensor) arguments[0]);
        }
        return parameter;
    }

    private static List<Long> counts(Object sizes) {
        List<?> list = sizes instanceof List<?> whole ? whole : Arrays.asList((Object[]) sizes);
        return list.stream().map(PickleGlobals::count).toList();
    }

    private static long count(@Nullable Object number) {
        if (number instanceof Integer || number instanceof Long) {
            return ((Number) number).longValue();
        }
        // Its text is not said: a list of lists of itself has no end of it.
        throw new Refusal("its pickle has no number where a count is due");
    }
}

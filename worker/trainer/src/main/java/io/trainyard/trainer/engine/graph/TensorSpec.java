package io.trainyard.trainer.engine.graph;

/**
 * One tensor that a network owns.
 *
 * @param name its state_dict key, such as {@code layer1.0.conv1.weight}
 * @param shape its full shape
 * @param role what training does with it
 * @param initialisation how it starts out
 */
public record TensorSpec(String name, TensorShape shape, Role role, Initialisation initialisation) {
    /** The name of a tensor that is its module: its key has no suffix. */
    public static final String MODULE = "";

    /** What training does with a tensor. */
    public enum Role {
        /** Changed by the optimizer. */
        PARAMETER,
        /** Changed by the forward pass of training: running statistics. */
        BUFFER,
        /** An int64 count of training batches; torch keeps one a batch norm. */
        COUNTER
    }

    /** A trainable parameter. */
    public static TensorSpec parameter(
            String name, TensorShape shape, Initialisation initialisation) {
        return new TensorSpec(name, shape, Role.PARAMETER, initialisation);
    }

    /** The state_dict key of a module's tensor. */
    public static String key(String module, String name) {
        return name.equals(MODULE) ? module : module + "." + name;
    }

    /** The same tensor inside a named module. */
    TensorSpec inside(String module) {
        return new TensorSpec(key(module, name), shape, role, initialisation);
    }
}

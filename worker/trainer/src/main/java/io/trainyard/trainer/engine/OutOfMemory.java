package io.trainyard.trainer.engine;

import ai.djl.engine.EngineException;
import org.jspecify.annotations.Nullable;

/**
 * Tells that memory ran out, in the heap or in libtorch, which says so in an exception like any
 * other.
 */
public final class OutOfMemory {
    private OutOfMemory() {}

    /** Whether a fault, or what caused it, was a lack of memory. */
    public static boolean isCauseOf(Throwable fault) {
        for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError
                    || (cause instanceof EngineException && saysSo(cause))) {
                return true;
            }
        }
        return false;
    }

    /** c10's allocators: "DefaultCPUAllocator: can't allocate memory", "CUDA out of memory". */
    private static boolean saysSo(Throwable fault) {
        String message = String.valueOf(fault.getMessage());
        return message.contains("can't allocate memory") || message.contains("out of memory");
    }
}

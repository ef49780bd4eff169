package io.trainyard.trainer.natives;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The environment that native libraries read when they are loaded; Java's own view of it does not
 * change.
 */
public final class ProcessEnvironment {
    private ProcessEnvironment() {}

    /**
     * Sets a variable unless whoever started the process has set it; does nothing where the system
     * has no setenv.
     */
    @SuppressWarnings("restricted") // Finding setenv by its name is what this class is for.
    public static void setIfAbsent(String name, String value) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> symbol = linker.defaultLookup().find("setenv");
        if (symbol.isEmpty()) {
            return;
        }
        MethodHandle setenv =
                linker.downcallHandle(
                        symbol.get(),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int overwrite = 0;
            int result =
                    (int)
                            setenv.invokeExact(
                                    arena.allocateFrom(name), arena.allocateFrom(value), overwrite);
            if (result != 0) {
                throw new IllegalStateException("setenv refused %s=%s".formatted(name, value));
            }
        } catch (RuntimeException | Error fault) {
            throw fault;
        } catch (Throwable fault) {
            throw new IllegalStateException(fault);
        }
    }
}

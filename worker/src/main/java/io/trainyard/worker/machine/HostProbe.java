package io.trainyard.worker.machine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Processors and memory, of the machine or of the container around the agent. */
final class HostProbe implements Probe {
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final double BYTES_A_KIB = 1024;

    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @Override
    public Map<String, Double> read() throws IOException {
        Map<String, Double> values = new HashMap<>();
        double load = system.getCpuLoad();
        // Negative or NaN before there are two readings to compare.
        if (load >= 0) {
            values.put("system.cpu", load);
        }
        if (Files.isReadable(MEMORY)) {
            usedBytes(Files.readString(MEMORY))
                    .ifPresent(bytes -> values.put("system.memoryBytes", bytes));
        }
        return values;
    }

    /**
     * What programs could not have more of: the total without MemAvailable (proc_meminfo(5)), which
     * counts caches as available.
     */
    static OptionalDouble usedBytes(String meminfo) {
        OptionalDouble total = kib(meminfo, "MemTotal:");
        OptionalDouble available = kib(meminfo, "MemAvailable:");
        return total.isPresent() && available.isPresent()
                ? OptionalDouble.of((total.getAsDouble() - available.getAsDouble()) * BYTES_A_KIB)
                : OptionalDouble.empty();
    }

    /** The value of a line such as {@code MemTotal: 24 kB}, in KiB. */
    static OptionalDouble kib(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key))
                .flatMap(line -> Stream.of(line.substring(key.length()).strip().split("\\s+")[0]))
                .filter(number -> number.matches("\\d+"))
                .mapToDouble(Double::parseDouble)
                .findFirst();
    }
}

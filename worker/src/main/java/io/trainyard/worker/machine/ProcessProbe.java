package io.trainyard.worker.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** One process's memory and how many cores it kept busy since the reading before. */
final class ProcessProbe implements Probe {
    private static final double BYTES_A_KIB = 1024;

    private final ProcessHandle process;
    private final LongSupplier nanos;
    private Duration busy = Duration.ZERO;
    private long since;
    private boolean first = true;

    /**
     * @param nanos the clock that lengths of time are measured on
     */
    ProcessProbe(ProcessHandle process, LongSupplier nanos) {
        this.process = process;
        this.nanos = nanos;
    }

    @Override
    public Map<String, Double> read() throws IOException {
        Map<String, Double> values = new HashMap<>();
        Optional<Duration> total = process.info().totalCpuDuration();
        long now = nanos.getAsLong();
        if (total.isPresent()) {
            if (!first && now > since) {
                values.put(
                        "system.trainerCores",
                        (double) total.get().minus(busy).toNanos() / (now - since));
            }
            busy = total.get();
            since = now;
            first = false;
        }
        residentBytes().ifPresent(bytes -> values.put("system.trainerMemoryBytes", bytes));
        return values;
    }

    private Optional<Double> residentBytes() throws IOException {
        try {
            String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
            var kib = HostProbe.kib(status, "VmRSS:");
            return kib.isPresent()
                    ? Optional.of(kib.getAsDouble() * BYTES_A_KIB)
                    : Optional.empty();
        } catch (NoSuchFileException _) {
            // It has ended, or this is no Linux.
            return Optional.empty();
        }
    }
}

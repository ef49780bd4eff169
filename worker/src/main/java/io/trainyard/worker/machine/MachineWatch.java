package io.trainyard.worker.machine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads the machine every few seconds while an attempt lasts. Thread-safe. */
public final class MachineWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(MachineWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private static final ScheduledExecutorService READER =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("machine-watch").daemon().factory());

    private final List<Probe> probes;
    private final AtomicReference<@Nullable Map<String, Double>> newest = new AtomicReference<>();
    private final ScheduledFuture<?> reading;
    private boolean failed;

    MachineWatch(List<Probe> probes, Duration every) {
        this.probes = List.copyOf(probes);
        reading =
                READER.scheduleWithFixedDelay(
                        this::read, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Watches the machine and a trainer on it. */
    public static MachineWatch of(ProcessHandle trainer) {
        List<Probe> probes = new ArrayList<>();
        probes.add(new HostProbe());
        probes.add(new ProcessProbe(trainer, System::nanoTime));
        GpuProbe.find(Optional.ofNullable(System.getenv("PATH")).orElse("")).ifPresent(probes::add);
        return new MachineWatch(probes, EVERY);
    }

    /** The newest numbers by metric name, each time they are read once; empty in between. */
    public Optional<Map<String, Double>> takeNewest() {
        return Optional.ofNullable(newest.getAndSet(null));
    }

    private void read() {
        Map<String, Double> values = new HashMap<>();
        for (Probe probe : probes) {
            try {
                values.putAll(probe.read());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | RuntimeException fault) {
                // An attempt trains as well without; said once, for it would be said every time.
                if (!failed) {
                    LOG.warnf("the machine cannot be read: %s", fault.toString());
                    failed = true;
                }
            }
        }
        if (!values.isEmpty()) {
            newest.set(values);
        }
    }

    @Override
    public void close() {
        reading.cancel(false);
    }
}

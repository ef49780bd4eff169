package io.trainyard.worker.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class MachineWatchTest {
    @Test
    void usedMemoryLeavesOutWhatCachesWouldGive() {
        // The first lines of proc_meminfo(5)'s file on a machine with 24 GiB.
        String meminfo =
                """
                MemTotal:       25165824 kB
                MemFree:         2097152 kB
                MemAvailable:   16777216 kB
                """;
        assertThat(HostProbe.usedBytes(meminfo)).hasValue(8.0 * (1L << 30));
        assertThat(HostProbe.usedBytes("MemTotal: 25165824 kB\n")).isEmpty();
    }

    @Test
    void coresAreBusyTimeOverTimePassed() throws IOException {
        // Given
        AtomicLong nanos = new AtomicLong();
        ProcessProbe probe = new ProcessProbe(ProcessHandle.current(), nanos::get);

        // When
        Map<String, Double> first = probe.read();
        Duration before = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        Duration after = before;
        while (after.minus(before).compareTo(Duration.ofMillis(50)) < 0) {
            after = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        }
        nanos.addAndGet(Duration.ofMillis(25).toNanos());
        Map<String, Double> second = probe.read();

        // Then
        assertThat(first).containsOnlyKeys("system.trainerMemoryBytes");
        assertThat(second.get("system.trainerCores")).isGreaterThanOrEqualTo(2.0);
        assertThat(second.get("system.trainerMemoryBytes")).isGreaterThan(1 << 20);
    }

    @Test
    void gpusAreReadFromTheirTool(@TempDir Path folder) throws Exception {
        // Given
        Path tool = folder.resolve("nvidia-smi");
        Files.writeString(
                tool,
                """
                #!/bin/sh
                [ "$1" = --query-gpu=index,utilization.gpu,memory.used ] || exit 9
                echo '0, 97, 15360'
                echo '1, [N/A], 3'
                """);
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));

        // Then
        assertThat(GpuProbe.find("/nowhere:" + folder).orElseThrow().read())
                .containsOnly(
                        Map.entry("system.gpu0.load", 0.97),
                        Map.entry("system.gpu0.memoryBytes", 15_360.0 * (1 << 20)),
                        Map.entry("system.gpu1.memoryBytes", 3.0 * (1 << 20)));
        assertThat(GpuProbe.find("/nowhere")).isEmpty();
        assertThat(GpuProbe.values("NVIDIA-SMI has failed")).isEmpty();
    }

    @Test
    @Timeout(20)
    void brokenProbeLeavesTheOthersAndEachReadingIsTakenOnce() {
        // Given
        Probe broken =
                () -> {
                    throw new IOException("no such device");
                };
        Probe good = () -> Map.of("system.cpu", 0.5);
        try (MachineWatch watch = new MachineWatch(List.of(broken, good), Duration.ofHours(1))) {
            // When
            Map<String, Double> taken = new HashMap<>();
            while (taken.isEmpty()) {
                watch.takeNewest().ifPresent(taken::putAll);
                Thread.onSpinWait();
            }

            // Then
            assertThat(taken).containsOnly(Map.entry("system.cpu", 0.5));
            assertThat(watch.takeNewest()).isEmpty();
        }
    }

    @Test
    void thisMachineTellsOfItself() throws IOException {
        assertThat(new HostProbe().read().get("system.memoryBytes")).isGreaterThan(1 << 20);
    }
}

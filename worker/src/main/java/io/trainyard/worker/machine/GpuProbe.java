package io.trainyard.worker.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** NVIDIA's GPUs, as their own tool tells of them. */
final class GpuProbe implements Probe {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final double BYTES_A_MIB = 1 << 20;
    private static final double PERCENT = 100;
    private static final int FIELDS = 3;

    private final Path tool;

    private GpuProbe(Path tool) {
        this.tool = tool;
    }

    /**
     * The probe where the tool is there.
     *
     * @param path folders to look in, as in PATH
     */
    static Optional<GpuProbe> find(String path) {
        return Arrays.stream(path.split(java.io.File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "nvidia-smi"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(GpuProbe::new);
    }

    @Override
    public Map<String, Double> read() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                tool.toString(),
                                "--query-gpu=index,utilization.gpu,memory.used",
                                "--format=csv,noheader,nounits")
                        .redirectErrorStream(true)
                        .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    || process.exitValue() != 0) {
                return Map.of();
            }
            return values(
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            var _ = process.destroyForcibly();
        }
    }

    /** Of lines such as {@code 0, 97, 15360}; what a GPU does not support is [N/A]. */
    static Map<String, Double> values(String csv) {
        Map<String, Double> values = new HashMap<>();
        csv.lines()
                .map(line -> line.strip().split("\\s*,\\s*"))
                .filter(fields -> fields.length == FIELDS && fields[0].matches("\\d{1,3}"))
                .forEach(fields -> {
                    if (fields[1].matches("\\d+")) {
                        values.put(
                                "system.gpu%s.load".formatted(fields[0]),
                                Double.parseDouble(fields[1]) / PERCENT);
                    }
                    if (fields[2].matches("\\d+")) {
                        values.put(
                                "system.gpu%s.memoryBytes".formatted(fields[0]),
                                Double.parseDouble(fields[2]) * BYTES_A_MIB);
                    }
                });
        return values;
    }
}

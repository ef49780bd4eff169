package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.RunPage;
import io.trainyard.orchestrator.events.MetricRetention;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Reads of 10,000 runs with 10 metrics of 100 steps each, and of one with 1,000,000 points, for
 * deploy/bench/reads; milliseconds.
 */
@OrchestratorTest
@EnabledIfSystemProperty(
        named = "bench",
        matches = "true",
        disabledReason = "deploy/bench/reads runs it")
class ReadsBenchIT {
    private static final int RUNS = Integer.getInteger("bench.runs", 10_000);
    private static final int TIMES = 40;
    private static final String SEEDED = "pool = seeded";

    private final Api api = new Api();
    private final MetricRetention retention;

    ReadsBenchIT(MetricRetention retention) {
        this.retention = retention;
    }

    @BeforeAll
    static void seed() throws Exception {
        String script =
                new String(
                        Objects.requireNonNull(
                                        ReadsBenchIT.class.getResourceAsStream("seeded-runs.sql"))
                                .readAllBytes(),
                        StandardCharsets.UTF_8);
        for (String statement : script.split(";\n")) {
            if (!statement.isBlank()) {
                var _ = Rows.change(statement.replace(":runs", Integer.toString(RUNS)));
            }
        }
    }

    @AfterAll
    static void forget() {
        var _ = Rows.change("DELETE FROM run WHERE pool = 'seeded'");
    }

    @Test
    void measure() throws Exception {
        ObjectNode result = Wire.json().createObjectNode();
        result.put("benchmark", "reads").put("runs", RUNS);
        result.put("newestP95", p95(page("", "")));
        result.put("sortByMetricP95", p95(page(SEEDED, "-val.accuracy")));
        result.put("sortByBestP95", p95(page(SEEDED, "best.val.loss,name")));
        result.put(
                "filterByMetricP95",
                p95(page("arch = resnet20_cifar and val.accuracy > 0.7", "-val.accuracy")));
        result.put(
                "filterByParameterP95",
                p95(page("optimizer.learningRate < 0.05 and dataset = cifar10", "-submitted")));
        result.put("filterByWordsP95", p95(page("sweep-7 seeded-0", "duration")));
        result.put("secondPageP95", p95(page(SEEDED, "-val.accuracy") + "&cursor=" + cursor()));
        long begin = System.nanoTime();
        int csvBytes = api.get("/api/runs.csv?filter=" + encoded(SEEDED)).response().body().length;
        result.put("csv", millis(begin)).put("csvBytes", csvBytes);
        compare(result);
        String million =
                Rows.read("SELECT id FROM run WHERE name = 'seeded-million'").getFirst().toString();
        String chart = "/api/runs/" + million + "/metrics?points=1000";
        result.put("millionPointsP95", p95(chart));
        result.put("millionPointsBytes", api.get(chart).response().body().length);
        Rows.change("DELETE FROM metric_retention WHERE run = ?::uuid", million);
        retention.apply(Duration.ofMinutes(-1));
        result.put("millionPointsPackedP95", p95(chart));
        Files.writeString(Path.of("target/reads-bench.json"), result + "\n");
    }

    /** One metric of a hundred runs, as charts that lay them over each other ask for them. */
    private void compare(ObjectNode result) {
        List<Object> ids =
                Rows.read("SELECT id FROM run WHERE pool = 'seeded' ORDER BY number LIMIT 100");
        long bytes = 0;
        long begin = System.nanoTime();
        for (Object id : ids) {
            Reply reply = api.get("/api/runs/%s/metrics?points=400&name=metric.0".formatted(id));
            assertThat(reply.status()).isEqualTo(200);
            bytes += reply.response().body().length;
        }
        result.put("compare100", millis(begin)).put("compare100Bytes", bytes);
    }

    private String cursor() {
        return Objects.requireNonNull(
                api.get(page(SEEDED, "-val.accuracy")).as(RunPage.class).next());
    }

    private static String page(String filter, String sort) {
        return "/api/runs?limit=100&filter=%s&sort=%s".formatted(encoded(filter), encoded(sort));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private double p95(String path) {
        List<Double> times = new ArrayList<>();
        for (int time = 0; time < TIMES + 5; time++) {
            long begin = System.nanoTime();
            Reply reply = api.get(path);
            times.add(millis(begin));
            assertThat(reply.status()).as(path).isEqualTo(200);
        }
        // The first few are the compiler's.
        List<Double> warm = new ArrayList<>(times.subList(5, times.size()));
        warm.sort(null);
        return warm.get((int) Math.ceil(warm.size() * 0.95) - 1);
    }

    private static double millis(long begin) {
        return Math.round((System.nanoTime() - begin) / 1e5) / 10.0;
    }
}

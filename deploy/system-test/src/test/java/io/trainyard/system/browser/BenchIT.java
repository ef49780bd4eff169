package io.trainyard.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.RunView;
import io.trainyard.system.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Times, in milliseconds, for deploy/bench/dashboard; nothing here fails for being slow. */
@BrowserTest
@EnabledIfSystemProperty(
        named = "bench",
        matches = "true",
        disabledReason = "deploy/bench/dashboard runs it")
class BenchIT {
    private static final Path RESULT =
            Launcher.repository().resolve("deploy/system-test/target/dashboard-bench.json");

    private final Stage stage;

    BenchIT(Stage stage) {
        this.stage = stage;
    }

    @BeforeAll
    static void seed(Stage stage) {
        stage.sqlFile("ten-thousand-runs.sql");
    }

    @AfterAll
    static void forget(Stage stage) {
        stage.sql("DELETE FROM run WHERE pool = 'seeded'");
    }

    @Test
    void measure() throws Exception {
        ObjectNode result = Wire.json().createObjectNode();
        try (Visit visit = stage.visit("/")) {
            assertThat(visit.part("run-count")).containsText("10,000 runs");
            // Once more, with the browser's own caches filled.
            visit.page().addInitScript(script("first-paint.js"));
            visit.page().navigate("/");
            assertThat(visit.part("run-count")).containsText("10,000 runs");
            assertThat(visit.part("run-count")).not().containsText("loading");
            result.put("firstPaint", number(visit, "window.firstRows"));
            visit.page().evaluate(script("table.js"));
            result.put("sort", number(visit, "window.medianOf(window.timeSort)"));
            result.put("filter", number(visit, "window.medianOf(window.timeFilter)"));
            result.put("scrollFrame", number(visit, "window.timeScroll()"));
        }
        result.put("pointToChartP99", pointToChart());
        Files.writeString(RESULT, result + "\n");
    }

    /** From a worker's clock, when it reported steps, to the frame that drew the last of them. */
    private double pointToChart() throws Exception {
        RunView run =
                stage.submit(
                        """
                        name: latency
                        kind: train
                        dataset: digits
                        model: {architecture: lenet5}
                        optimizer: {kind: adam, learningRate: 0.001}
                        training: {epochs: 300, batchSize: 512}
                        """);
        try (Visit visit = stage.visit("/runs/" + run.id())) {
            assertThat(visit.page().locator("[data-chart='learningRate']")).isVisible();
            visit.page().evaluate(script("points.js"));
            assertThat(visit.part("run-state")).hasText("Succeeded");
            String told = (String) visit.page().evaluate("JSON.stringify(window.drawn)");
            List<double[]> drawn = List.of(Wire.json().readValue(told, double[][].class));
            List<Double> latencies = new ArrayList<>();
            double since = drawn.getFirst()[0];
            double points = 0;
            for (Map.Entry<Double, Integer> report : stage.reports(run.id(), "learningRate")) {
                points += report.getValue();
                double wanted = points;
                if (report.getKey() > since) {
                    drawn.stream()
                            .filter(frame -> frame[1] >= wanted)
                            .findFirst()
                            .ifPresent(frame -> latencies.add(frame[0] - report.getKey()));
                }
            }
            assertThat(latencies).isNotEmpty();
            latencies.sort(null);
            return latencies.get((int) Math.ceil(latencies.size() * 0.99) - 1);
        }
    }

    private static double number(Visit visit, String expression) {
        return ((Number) visit.page().evaluate(expression)).doubleValue();
    }

    private static String script(String name) throws Exception {
        try (var file = BenchIT.class.getResourceAsStream(name)) {
            return new String(
                    java.util.Objects.requireNonNull(file, name).readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}

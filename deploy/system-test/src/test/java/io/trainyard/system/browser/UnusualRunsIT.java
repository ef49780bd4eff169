package io.trainyard.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.RunView;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Runs that measured nothing, nonsense, or very much. */
@BrowserTest
class UnusualRunsIT {
    private static final String ENDED =
            """
            INSERT INTO run (id, name, kind, architecture, pool, priority, retries, tags, spec,
                body_sha256, state, attempt, worker, started_at, ended_at, epoch, epochs, step, steps,
                newest_values)
            VALUES (?, ?, 'train', 'lenet5', 'unusual', 0, 0, '{}', '{"name": "unusual"}',
                sha256('x'), 'SUCCEEDED', 1, 'w', now(), now(), 2, 2, 6, 6, ?::jsonb)
            """;
    private static final String ATTEMPT =
            "INSERT INTO attempt (run, attempt, state, worker, ended_at) VALUES (?, 1, 'SUCCEEDED', 'w', now())";

    private final Stage stage;

    UnusualRunsIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void valuesThatAreNoNumbersAreSaidAndLeaveGaps() {
        UUID run = UUID.randomUUID();
        stage.sql(
                ENDED,
                run,
                "not-a-number",
                "{\"train.loss\": \"NaN\", \"validation.accuracy\": 0.5}");
        stage.sql(ATTEMPT, run);
        stage.sql(
                "INSERT INTO metric VALUES (?, 'train.loss', 1, 1, ARRAY[1, 2, 3, 4, 5, 6], ARRAY[2.0, 1.5, 'NaN', 'Infinity', 1.0, 'NaN']::float8[])",
                run);
        try (Visit visit = stage.visit("/runs/" + run)) {
            // Then
            var loss = visit.page().locator("[data-chart='loss']");
            assertThat(loss).hasAttribute("data-points", "3");
            assertThat(loss.getByTestId("not-finite")).containsText("step 3");
            assertThat(visit.part("metrics").locator("[data-metric='train.loss'] dd"))
                    .hasText("NaN");
            visit.assertBox(loss.locator("canvas").first(), 250, 150);

            // And the table has a place for it
            visit.page()
                    .navigate("/?filter=pool%20%3D%20unusual&cols=name,train.loss&sort=train.loss");
            assertThat(visit.page().locator("tr[data-run='%s']".formatted(run)))
                    .containsText("NaN");
            visit.assertQuiet();
        } finally {
            stage.sql("DELETE FROM run WHERE id = ?", run);
        }
    }

    @Test
    void runThatMeasuredNothingSaysSo() {
        RunView run =
                stage.submit(
                        """
                        name: nothing-yet
                        kind: train
                        dataset: digits
                        model: {architecture: lenet5}
                        optimizer: {kind: sgd, learningRate: 0.1}
                        resources: {pool: nobody}
                        """);
        try (Visit visit = stage.visit("/runs/" + run.id())) {
            // Then
            assertThat(visit.page().locator("[data-chart='loss']"))
                    .containsText("Nothing measured yet");
            visit.page().navigate("/runs/%s?tab=matrix".formatted(run.id()));
            assertThat(visit.page().locator("main")).containsText("Nothing was evaluated yet");
            visit.page().navigate("/runs/%s?tab=checkpoints".formatted(run.id()));
            assertThat(visit.page().locator("main")).containsText("No checkpoint yet");
            visit.assertQuiet();
        } finally {
            var _ = stage.client().cancel(run.id());
        }
    }

    @Test
    void thousandClassesAreOneMatrixAndTheWeakestAreListed() {
        UUID run = UUID.randomUUID();
        stage.sql(ENDED, run, "thousand-classes", "{}");
        stage.sql(ATTEMPT, run);
        stage.sql(
                """
                INSERT INTO evaluation
                SELECT ?, 1, 'test', 6, 1.5, 0.7,
                    (SELECT jsonb_agg('class ' || lpad(i::text, 4, '0') ORDER BY i)
                        FROM generate_series(0, 999) AS i),
                    (SELECT jsonb_agg(counts ORDER BY i) FROM (
                        SELECT i, jsonb_agg(CASE WHEN i = j THEN 7 WHEN j = (i * 7 + 1) % 1000 THEN 3
                            ELSE 0 END ORDER BY j) AS counts
                        FROM generate_series(0, 999) AS i, generate_series(0, 999) AS j
                        GROUP BY i) AS by_row)
                """,
                run);
        try (Visit visit = stage.visit("/runs/%s?tab=matrix".formatted(run))) {
            // Then
            assertThat(visit.part("matrix")).hasAttribute("data-classes", "1000");
            assertThat(visit.part("matrix")).hasAttribute("data-total", "10000");
            visit.assertBox(visit.part("matrix").locator("canvas"), 200, 200);
            assertThat(visit.part("classes").locator("tbody tr")).hasCount(100);
            assertThat(visit.page().locator("#matrix-cell")).containsText("class 0000");
            visit.assertQuiet();
        } finally {
            stage.sql("DELETE FROM run WHERE id = ?", run);
        }
    }
}

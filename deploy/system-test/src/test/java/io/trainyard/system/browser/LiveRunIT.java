package io.trainyard.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.trainyard.contract.api.EpochView;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.api.SeriesView;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A run is watched while a worker trains it; the page is never loaded again. */
@BrowserTest
class LiveRunIT {
    private static final String MARK = "window.loadedOnce";

    private final Stage stage;

    LiveRunIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void barCurveAndMatrixFollowTheRun() {
        RunView run = stage.submit(spec("watched", 60));
        try (Visit visit = stage.visit("/")) {
            visit.page().evaluate(MARK + " = true");

            // Then the bar advances
            Locator row = row(visit, run.id());
            int early = percentAfter(row.locator("progress"), 0);
            int later = percentAfter(row.locator("progress"), early);
            assertThat(later).isGreaterThan(early);

            // And the curve grows
            row.getByRole(AriaRole.LINK).click();
            int few = pointsAfter(visit, "loss", 0);
            int more = pointsAfter(visit, "loss", few);
            assertThat(more).isGreaterThan(few);
            visit.assertBox(chart(visit, "loss").locator("canvas").first(), 250, 150);

            // And the matrix fills when the test split was measured
            tab(visit, "Confusion matrix");
            assertThat(visit.part("matrix")).hasAttribute("data-classes", "10");
            visit.assertBox(visit.part("matrix").locator("canvas"), 200, 200);
            assertThat(visit.part("run-state")).hasText("Succeeded");
            assertThat(Integer.parseInt(visit.part("matrix").getAttribute("data-total")))
                    .isEqualTo(imagesIn(run.id()));
            assertThat(visit.part("classes").locator("tbody tr")).hasCount(10);

            // And the log and the checkpoints are there
            tab(visit, "Log");
            assertThat(visit.page().getByRole(AriaRole.LOG)).not().isEmpty();
            tab(visit, "Checkpoints");
            assertThat(visit.part("checkpoints").locator("tbody tr").first()).isVisible();
            assertThat(visit.page().evaluate(MARK)).isEqualTo(true);
            visit.assertQuiet();
        }
    }

    @Test
    void killedOrchestratorIsWaitedForAndNothingIsMissingAfterwards() {
        RunView run = stage.submit(spec("interrupted", 100));
        try (Visit visit = stage.visit("/runs/" + run.id())) {
            visit.page().evaluate(MARK + " = true");
            int before = pointsAfter(visit, "loss", 0);

            // When
            stage.killOrchestrator();

            // Then
            assertThat(visit.part("connection-banner")).isVisible();

            // When
            stage.startServer();

            // Then
            assertThat(visit.part("connection-banner")).isHidden();
            assertThat(pointsAfter(visit, "loss", before)).isGreaterThan(before);
            assertThat(visit.part("run-state")).hasText("Succeeded");
            for (String chart : List.of("loss", "accuracy", "learningRate")) {
                await("every point of " + chart)
                        .atMost(Stage.PATIENCE)
                        .untilAsserted(() ->
                                assertThat(points(visit, chart))
                                        .isEqualTo(measured(run.id(), chart)));
            }
            assertThat(visit.page().evaluate(MARK)).isEqualTo(true);
        }
    }

    @Test
    void runIsCancelledFromItsRow() {
        RunView run = stage.submit(spec("unwanted", 5_000));
        try (Visit visit = stage.visit("/")) {
            Locator row = row(visit, run.id());
            assertThat(row).containsText("Running");

            // When
            row.getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName("Cancel unwanted"))
                    .click();
            visit.page()
                    .getByRole(AriaRole.DIALOG)
                    .getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName("Cancel the run"))
                    .click();

            // Then
            assertThat(row).containsText("Cancelled");
            assertThat(row.getByRole(AriaRole.BUTTON)).hasCount(0);
            assertThat(stage.client().run(run.id()).state()).isEqualTo(RunState.CANCELLED);
            visit.assertQuiet();
        }
    }

    /** Three steps an epoch, so that a chart draws every point rather than what its pixels show. */
    private static String spec(String name, int epochs) {
        return """
        name: %s
        kind: train
        dataset: digits
        model: {architecture: lenet5}
        optimizer: {kind: adam, learningRate: 0.001}
        training: {epochs: %d, batchSize: 512, seed: 3}
        """
                .formatted(name, epochs);
    }

    private static Locator row(Visit visit, UUID run) {
        return visit.page().locator("tr[data-run='%s']".formatted(run));
    }

    private static Locator chart(Visit visit, String key) {
        return visit.page().locator("[data-chart='%s']".formatted(key));
    }

    private static void tab(Visit visit, String name) {
        visit.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    /** Waits until a bar is further than that, and tells how far. */
    private static int percentAfter(Locator bar, int percent) {
        return await("a bar beyond " + percent)
                .atMost(Stage.PATIENCE)
                .until(() -> Integer.parseInt(bar.getAttribute("value")), now -> now > percent);
    }

    private static int pointsAfter(Visit visit, String chart, int points) {
        return await("more than %d points of %s".formatted(points, chart))
                .atMost(Stage.PATIENCE)
                .until(() -> points(visit, chart), now -> now > points);
    }

    private static int points(Visit visit, String chart) {
        return Integer.parseInt(chart(visit, chart).getAttribute("data-points"));
    }

    /** What the interface has of a chart's measures: by step where there is such a series. */
    private int measured(UUID run, String chart) {
        List<SeriesView> series = stage.client().metrics(run);
        List<EpochView> epochs = stage.client().epochs(run);
        int points = 0;
        for (String name :
                List.of(chart, "train." + chart, "validation." + chart, "test." + chart)) {
            points +=
                    series.stream()
                            .filter(each -> each.name().equals(name))
                            .mapToInt(each -> each.steps().size())
                            .findFirst()
                            .orElseGet(() ->
                                    (int)
                                            epochs.stream()
                                                    .filter(epoch ->
                                                            epoch.values().containsKey(name))
                                                    .count());
        }
        return points;
    }

    private int imagesIn(UUID run) {
        return (int)
                stage.client().evaluations(run).getLast().matrix().stream()
                        .flatMap(List::stream)
                        .mapToLong(Long::longValue)
                        .sum();
    }
}

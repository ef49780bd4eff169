package io.trainyard.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.message.EvaluationReport;
import io.trainyard.contract.message.EvaluationReport.Averages;
import io.trainyard.contract.message.EvaluationReport.Calibration;
import io.trainyard.contract.message.EvaluationReport.ClassScore;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said about a run's result: figures, classes, calibration, mistakes, members. */
@BrowserTest
class EvaluationIT {
    private static final String HOSTILE = "<img src=x onerror=window.hostileScriptRan=1>";
    private static final String RUN =
            """
            INSERT INTO run (id, name, kind, architecture, pool, priority, retries, tags, spec,
                body_sha256, state, attempt, worker, started_at, ended_at, epoch, epochs, step, steps,
                newest_values)
            VALUES (?, 'evaluated', 'evaluate', 'ensemble', 'evaluated', 0, 0, '{}',
                '{"name": "evaluated"}', sha256('x'), 'SUCCEEDED', 1, 'w', now(), now(), 0, 0, 0, 0, '{}')
            """;
    private static final String ATTEMPT =
            "INSERT INTO attempt (run, attempt, state, worker, ended_at) VALUES (?, 1, 'SUCCEEDED', 'w', now())";

    private final Stage stage;

    EvaluationIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void finishedRunHasWhatTheServerSays() {
        RunView run = stage.finishedRun();
        var told = stage.client().evaluations(run.id()).getLast();
        EvaluationReport report = Objects.requireNonNull(told.report());
        try (Visit visit = stage.visit("/runs/%s?tab=evaluation".formatted(run.id()))) {
            assertThat(visit.part("scores").locator("tbody tr")).hasCount(10);
            assertThat(figure(visit, "Images")).hasText(Long.toString(report.images()));
            assertThat(figure(visit, "Parameters")).hasText("44,426");
            assertThat(figure(visit, "Top-5 accuracy"))
                    .hasText(percent(Objects.requireNonNull(report.top5())));
            assertThat(figure(visit, "Calibration error"))
                    .hasText(percent(report.calibration().ece()));
            assertThat(visit.part("reliability"))
                    .hasAttribute(
                            "data-bars",
                            Long.toString(
                                    report.calibration().bins().stream()
                                            .filter(bin -> bin.images() > 0)
                                            .count()));
            visit.assertBox(visit.part("reliability"), 150, 150);
            assertThat(stage.client().run(run.id()).state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(stage.client().run(run.id()).values())
                    .containsEntry("test.ece", report.calibration().ece())
                    .containsEntry("test.macroF1", report.macro().f1());
            visit.assertQuiet();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void classesAreSortedAndTheOrderIsInTheAddress(ColorScheme scheme) throws Exception {
        UUID run = seeded(report());
        try (Visit visit =
                stage.visit("/runs/%s?tab=evaluation".formatted(run), scheme, 1280, 800)) {
            assertThat(names(visit)).hasText(new String[] {"ant", "bee", HOSTILE});

            // When
            Locator header =
                    visit.page()
                            .getByRole(
                                    AriaRole.COLUMNHEADER,
                                    new Page.GetByRoleOptions().setName("F1"));
            header.getByRole(AriaRole.BUTTON).click();

            // Then
            assertThat(header).hasAttribute("aria-sort", "ascending");
            assertThat(names(visit)).hasText(new String[] {HOSTILE, "ant", "bee"});

            // When it is clicked again, and the page loaded anew
            header.getByRole(AriaRole.BUTTON).click();
            assertThat(visit.page()).hasURL(Pattern.compile("scores=-f1"));
            var _ = visit.page().reload();

            // Then
            assertThat(names(visit)).hasText(new String[] {"bee", "ant", HOSTILE});
            assertThat(visit.part("scores").locator("tfoot tr")).hasCount(2);
            assertThat(visit.part("confident-mistakes").locator("tbody th"))
                    .hasText(new String[] {HOSTILE, "ant/7.jpg"});
            assertThat(visit.part("members").locator("tbody tr")).hasCount(2);
            assertThat(figure(visit, "Views an image")).hasText("12");
            assertThat(new AxeBuilder(visit.page()).analyze().getViolations()).isEmpty();
            visit.assertNoSidewaysScrolling();
            visit.assertQuiet();
        } finally {
            stage.sql("DELETE FROM run WHERE id = ?", run);
        }
    }

    @Test
    void resultOfAnOlderTrainerSaysSo() throws Exception {
        UUID run = seeded(null);
        try (Visit visit = stage.visit("/runs/%s?tab=evaluation".formatted(run))) {
            assertThat(figure(visit, "Accuracy")).hasText(percent(0.75));
            assertThat(visit.part("evaluation")).containsText("reported nothing more");
            visit.assertQuiet();
        } finally {
            stage.sql("DELETE FROM run WHERE id = ?", run);
        }
    }

    private UUID seeded(@Nullable EvaluationReport report) throws Exception {
        UUID run = UUID.randomUUID();
        stage.sql(RUN, run);
        stage.sql(ATTEMPT, run);
        stage.sql(
                "INSERT INTO evaluation VALUES (?, 1, 'test', 0, 0.5, 0.75, ?::jsonb, '[[3, 1, 0], [0, 4, 0], [1, 0, 1]]')",
                run,
                Wire.json().writeValueAsString(List.of("ant", "bee", HOSTILE)));
        if (report != null) {
            stage.sql(
                    "UPDATE evaluation SET report = ?::jsonb WHERE run = ?",
                    Wire.json().writeValueAsString(report),
                    run);
        }
        return run;
    }

    private static EvaluationReport report() {
        Averages means = new Averages(0.8, 0.75, 0.77);
        return new EvaluationReport(
                10,
                null,
                means,
                means,
                List.of(
                        new ClassScore(0.75, 0.75, 0.75, 4),
                        new ClassScore(0.8, 1, 0.89, 4),
                        new ClassScore(1, 0.5, 0.67, 2)),
                new Calibration(
                        0.05,
                        List.of(
                                new Calibration.Bin(0, 0, 0),
                                new Calibration.Bin(4, 0.6, 0.5),
                                new Calibration.Bin(6, 0.9, 1))),
                List.of(
                        new EvaluationReport.Mistake(HOSTILE, 2, 0, 0.9),
                        new EvaluationReport.Mistake("ant/7.jpg", 0, 1, 0.6)),
                new EvaluationReport.Latency(1.5, 2.5, 100),
                new EvaluationReport.ModelSize(88_852, 355_408),
                new EvaluationReport.Views(12, 0.7, 0.6),
                List.of(
                        new EvaluationReport.Member("lenet5 a.safetensors", 0.75, 0.7, 0.6),
                        new EvaluationReport.Member(HOSTILE, 0.25, 0.6, 0.7)));
    }

    private static Locator names(Visit visit) {
        return visit.part("scores").locator("tbody th");
    }

    private static Locator figure(Visit visit, String label) {
        return visit.part("evaluation-summary").locator("[data-figure='%s'] dd".formatted(label));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f\u00a0%%", share * 100);
    }
}

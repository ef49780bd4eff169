package io.trainyard.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.trainyard.contract.Wire;
import io.trainyard.contract.message.EvaluationReport;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people and programs write is shown as it was written, and never run. */
@BrowserTest
class HostileTextIT {
    private static final String SCRIPT = "window.hostileScriptRan=1";
    private static final List<String> CORPUS =
            List.of(
                    "<script>%s</script>",
                    "</script><script>%s</script>",
                    "<img src=x onerror=%s>",
                    "\"><svg/onload=%s>",
                    "' onfocus='%s' autofocus='",
                    "javascript:%s",
                    "<iframe srcdoc='<script>parent.%s</script>'>",
                    "</title><style>*{display:none}</style>%s",
                    "{{constructor.constructor('%s')()}}",
                    "${%s}",
                    "<a href=\"data:text/html,%s\">&amp;&lt;</a>",
                    "__proto__",
                    "constructor",
                    "\u202Eevil\u202C %s",
                    "%%s%%n{0} \\u003cscript>%s",
                    "x".repeat(200) + "%s");
    private static final String POOL = "hostile";

    private final Stage stage;

    HostileTextIT(Stage stage) {
        this.stage = stage;
    }

    private static List<String> texts() {
        return CORPUS.stream().map(text -> text.replace("%s", SCRIPT)).toList();
    }

    private static UUID id(int index) {
        return new UUID(0x4000, 0x8000_0000_0000_0000L | index);
    }

    /** One run a text, which is its name, tag, worker, metric, class, log line and failure. */
    @BeforeAll
    static void seed(Stage stage) throws Exception {
        List<String> texts = texts();
        for (int index = 0; index < texts.size(); index++) {
            String text = texts.get(index);
            UUID run = id(index);
            String values = Wire.json().writeValueAsString(Map.of(text, 0.5));
            stage.sql(
                    """
                    INSERT INTO run (id, name, kind, architecture, pool, priority, retries, tags,
                        spec, body_sha256, state, attempt, worker, failure_kind, failure_message,
                        started_at, ended_at, epoch, epochs, step, steps, newest_values)
                    VALUES (?, ?, 'train', ?, ?, 0, 0, ARRAY[?], ?::jsonb, sha256('x'), 'FAILED', 1, ?,
                        'INTERNAL', ?, now(), now(), 1, 2, 3, 6, ?::jsonb)
                    """,
                    run,
                    text,
                    text,
                    POOL,
                    text,
                    Wire.json().writeValueAsString(Map.of("name", text, text, text)),
                    text,
                    text,
                    values);
            stage.sql(
                    """
                    INSERT INTO attempt (run, attempt, state, worker, ended_at, failure_kind,
                        failure_message)
                    VALUES (?, 1, 'FAILED', ?, now(), 'INTERNAL', ?)
                    """,
                    run,
                    text,
                    text);
            stage.sql(
                    "INSERT INTO metric VALUES (?, ?, 1, 1, ARRAY[1, 2, 3], ARRAY[3.0, 2.0, 1.0])",
                    run,
                    text);
            stage.sql(
                    "INSERT INTO epoch VALUES (?, 1, 1, 3, 0.5, ?::jsonb)",
                    run,
                    Wire.json().writeValueAsString(Map.of("train." + text, 1)));
            stage.sql(
                    "INSERT INTO log_line (run, attempt, seq, at, level, message) VALUES (?, 1, 2, now(), 'INFO', ?)",
                    run,
                    text);
            stage.sql(
                    "INSERT INTO evaluation VALUES (?, 1, 'test', 3, 0.5, 0.5, ?::jsonb, '[[3, 1], [2, 4]]', ?::jsonb)",
                    run,
                    Wire.json().writeValueAsString(List.of(text, "other " + text)),
                    Wire.json().writeValueAsString(report(text)));
        }
    }

    private static EvaluationReport report(String text) {
        var means = new EvaluationReport.Averages(0.5, 0.5, 0.5);
        var score = new EvaluationReport.ClassScore(0.5, 0.5, 0.5, 5);
        return new EvaluationReport(
                10,
                null,
                means,
                means,
                List.of(score, score),
                new EvaluationReport.Calibration(0.1, List.of()),
                List.of(new EvaluationReport.Mistake(text, 0, 1, 0.9)),
                null,
                null,
                null,
                List.of(new EvaluationReport.Member(text, 1, 0.5, 0.5)));
    }

    @AfterAll
    static void forget(Stage stage) {
        stage.sql("DELETE FROM run WHERE pool = ?", POOL);
    }

    @Test
    void tableShowsEveryTextAndRunsNone() {
        String columns = "state,name,architecture,worker,tags," + texts().getFirst();
        try (Visit visit = stage.visit("/?filter=pool%20%3D%20hostile&cols=" + encoded(columns))) {
            List<String> texts = texts();
            for (int index = 0; index < texts.size(); index++) {
                Locator row = visit.page().locator("tr[data-run='%s']".formatted(id(index)));
                for (String column : List.of("name", "architecture", "worker", "tags")) {
                    assertThat(row.locator("[data-key='%s'] bdi".formatted(column)).first())
                            .hasText(texts.get(index));
                }
            }
            visit.assertQuiet();
        }
    }

    @Test
    void runPageShowsEveryTextAndRunsNone() {
        List<String> texts = texts();
        try (Visit visit = stage.visit("/")) {
            for (int index = 0; index < texts.size(); index++) {
                String text = texts.get(index);
                String address = "/runs/" + id(index);

                // Then
                visit.page().navigate(address);
                assertThat(
                                visit.page()
                                        .getByRole(
                                                AriaRole.HEADING,
                                                new Page.GetByRoleOptions().setLevel(1)))
                        .hasText(text);
                assertThat(visit.part("failure")).containsText(text);
                await("the chart of " + text)
                        .until(() ->
                                visit.page()
                                        .locator("[data-chart] h2")
                                        .allTextContents()
                                        .contains(text));
                tab(visit, "Confusion matrix");
                assertThat(visit.part("classes").locator("tbody tr")).hasCount(2);
                assertThat(visit.part("classes").locator("th[scope=row]").allTextContents())
                        .containsExactlyInAnyOrder(text, "other " + text);
                tab(visit, "Evaluation");
                assertThat(visit.part("scores").locator("tbody th").first()).hasText(text);
                assertThat(visit.part("confident-mistakes").locator("tbody bdi"))
                        .hasText(new String[] {text, text, "other " + text});
                assertThat(visit.part("members").locator("tbody th")).hasText(text);
                tab(visit, "Log");
                assertThat(visit.page().locator(".log-text").first()).isVisible();
                assertThat(
                                visit.page().locator(".log-text").allTextContents().stream()
                                        .collect(Collectors.joining()))
                        .contains(text);
                tab(visit, "Attempts");
                assertThat(visit.part("attempts")).containsText(text);
                tab(visit, "Spec");
                assertThat(visit.part("spec")).containsText("name");
                visit.assertQuiet();
            }
        }
    }

    private static void tab(Visit visit, String name) {
        visit.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}

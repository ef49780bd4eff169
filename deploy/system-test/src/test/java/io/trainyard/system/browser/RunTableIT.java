package io.trainyard.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ten thousand runs in one table. */
@BrowserTest
class RunTableIT {
    private static final int RUNS = 10_000;

    private final Stage stage;

    RunTableIT(Stage stage) {
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
    void allRunsAreShownAFewInTheDocument() {
        try (Visit visit = stage.visit("/?filter=pool%20%3D%20seeded")) {
            // Then
            awaitCount(visit, "10,000");
            assertThat(rows(visit).first()).containsText("seeded-10000");
            assertThat(rows(visit).count()).isBetween(10, 120);
            assertThat(table(visit)).hasAttribute("aria-rowcount", "10001");
            visit.assertBox(table(visit).locator("xpath=.."), 1_000, 400);

            // When scrolled to its end
            table(visit)
                    .locator("xpath=..")
                    .evaluate("box => { box.scrollTop = box.scrollHeight; }");

            // Then
            assertThat(rows(visit).last()).containsText("seeded-00001");
            visit.assertQuiet();
        }
    }

    @Test
    void sortingOrdersAllRunsAndStaysInTheAddress() {
        try (Visit visit = stage.visit("/?filter=pool%20%3D%20seeded")) {
            awaitCount(visit, "10,000");

            // When
            header(visit, "Val accuracy").click();

            // Then the extreme of all, not of those on the screen
            Pattern extremes =
                    Pattern.compile(
                            name(leastOrGreatest(true)) + "|" + name(leastOrGreatest(false)));
            assertThat(rows(visit).first()).containsText(extremes);
            String first = rows(visit).first().innerText();
            header(visit, "Val accuracy").click();
            assertThat(rows(visit).first()).not().hasText(first);
            assertThat(rows(visit).first()).containsText(extremes);

            // And it is there again for whoever opens the address
            String shown = rows(visit).first().innerText();
            assertThat(visit.page()).hasURL(Pattern.compile("sort="));
            visit.page().reload();
            awaitCount(visit, "10,000");
            assertThat(rows(visit).first().innerText()).isEqualTo(shown);
            visit.assertQuiet();
        }
    }

    @Test
    void filterKeepsExactlyWhatItSays() {
        try (Visit visit = stage.visit("/?filter=pool%20%3D%20seeded")) {
            awaitCount(visit, "10,000");
            long expected =
                    IntStream.rangeClosed(1, RUNS)
                            .filter(run -> run % 5 == 3 && run % 3 == 0 && accuracy(run) > 0.6)
                            .count();

            // When
            visit.page()
                    .getByLabel("Filter runs")
                    .fill("pool = seeded and state = failed and arch = lenet5 and val.acc > 0.6");

            // Then
            awaitCount(visit, expected + " of");
            for (Locator row : rows(visit).all()) {
                assertThat(row).containsText("Failed");
                assertThat(row).containsText("lenet5");
            }
            assertThat(visit.page()).hasURL(Pattern.compile("filter=.*failed"));

            // And a filter that is wrong says so and keeps what was shown
            visit.page().getByLabel("Filter runs").fill("state = (");
            assertThat(visit.page().locator("#filter-problem")).not().isEmpty();
            awaitCount(visit, expected + " of");
            visit.assertQuiet();
        }
    }

    private static void awaitCount(Visit visit, String text) {
        assertThat(visit.part("run-count")).containsText(text);
        assertThat(visit.part("run-count")).not().containsText("loading");
    }

    private static Locator table(Visit visit) {
        return visit.page().getByRole(AriaRole.GRID, new Page.GetByRoleOptions().setName("Runs"));
    }

    private static Locator rows(Visit visit) {
        return table(visit).locator("tr[data-run]");
    }

    private static Locator header(Visit visit, String name) {
        return table(visit)
                .getByRole(AriaRole.COLUMNHEADER)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    /** The seeded run whose validation accuracy is the least or the greatest of all. */
    private static int leastOrGreatest(boolean least) {
        List<Integer> runs =
                IntStream.rangeClosed(1, RUNS)
                        .boxed()
                        .sorted((a, b) -> Double.compare(accuracy(a), accuracy(b)))
                        .toList();
        return least ? runs.getFirst() : runs.getLast();
    }

    /** As ten-thousand-runs.sql has it. */
    private static double accuracy(int run) {
        return Math.round((0.3 + (run * 3571L % 10_000) / 20_000.0) * 100_000) / 100_000.0;
    }

    private static String name(int run) {
        return "seeded-%05d".formatted(run);
    }
}

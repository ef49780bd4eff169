package io.trainyard.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every view, for eyes, readers of the screen, small screens and the keyboard alone. */
@BrowserTest
class AccessibilityIT {
    private static final int PHONE_WIDTH = 320;
    private static final int PHONE_HEIGHT = 640;

    private final Stage stage;

    AccessibilityIT(Stage stage) {
        this.stage = stage;
    }

    @BeforeAll
    static void addTrigger(Stage stage) {
        stage.addNightlyTrigger();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void noViewViolatesARule(ColorScheme scheme) {
        List<String> violations = new ArrayList<>();
        try (Visit visit = stage.visit("/", scheme, 1280, 800)) {
            Views.all(stage)
                    .forEach((name, view) -> {
                        visit.page().navigate(view.address());
                        assertThat(visit.page().locator(view.ready()).first()).isVisible();
                        new AxeBuilder(visit.page())
                                .analyze()
                                .getViolations()
                                .forEach(rule ->
                                        violations.add(
                                                "%s: %s %s"
                                                        .formatted(
                                                                name,
                                                                rule.getId(),
                                                                rule.getNodes().stream()
                                                                        .map(node -> node.getHtml())
                                                                        .toList())));
                    });
            visit.assertQuiet();
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void nothingIsWiderThanAPhone() {
        try (Visit visit = stage.visit("/", ColorScheme.LIGHT, PHONE_WIDTH, PHONE_HEIGHT)) {
            Views.all(stage)
                    .forEach((name, view) -> {
                        visit.page().navigate(view.address());
                        assertThat(visit.page().locator(view.ready()).first()).isAttached();
                        visit.assertNoSidewaysScrolling();
                        visit.assertBox(visit.page().locator("main h1").first(), 20, 10);
                    });
            visit.page().navigate("/runs/" + stage.finishedRun().id());
            visit.assertBox(visit.page().locator("[data-chart='loss'] canvas").first(), 200, 100);
            visit.assertQuiet();
        }
    }

    @Test
    void runsAreFoundSortedAndOpenedByTheKeyboard() {
        RunView run = stage.finishedRun();
        try (Visit visit = stage.visit("/")) {
            assertThat(visit.page().locator("tr[data-run] .run-link").first()).isVisible();

            // When the filter is reached and typed into
            visit.tabTo("#filter");
            visit.page().keyboard().type("id = " + run.id());
            assertThat(visit.part("run-count")).containsText("1 of");

            // And a column is sorted by
            visit.tabTo("th button");
            visit.page().keyboard().press("Enter");
            assertThat(visit.page().locator("th[aria-sort]")).hasCount(1);

            // And the run is opened from its row
            visit.tabTo("[role=gridcell]");
            visit.page().keyboard().press("ArrowRight");
            visit.page().keyboard().press("Enter");
            assertThat(visit.page()).hasURL(Pattern.compile("/runs/" + run.id()));

            // And its matrix is read cell by cell
            visit.tabTo("nav.tabs a[href*='tab=matrix']");
            visit.page().keyboard().press("Enter");
            visit.tabTo("[data-testid='matrix']");
            String first = visit.page().locator("#matrix-cell").innerText();
            visit.page().keyboard().press("ArrowDown");
            assertThat(visit.page().locator("#matrix-cell")).not().hasText(first);
            visit.assertQuiet();
        }
    }

    @Test
    void runIsCancelledByTheKeyboard() {
        RunView run =
                stage.submit(
                        """
                        name: keyed
                        kind: train
                        dataset: digits
                        model: {architecture: lenet5}
                        optimizer: {kind: sgd, learningRate: 0.1}
                        resources: {pool: nobody}
                        """);
        try (Visit visit = stage.visit("/runs/" + run.id())) {
            visit.tabTo(".run-actions button");
            visit.page().keyboard().press("Enter");
            Locator dialog = visit.page().getByRole(AriaRole.DIALOG);
            assertThat(dialog).isVisible();

            // Escape changes nothing
            visit.page().keyboard().press("Escape");
            assertThat(dialog).isHidden();
            // The page hears of it a moment after the browser has closed it.
            assertThat(visit.page().locator("dialog p")).hasCount(0);
            visit.page().keyboard().press("Enter");
            assertThat(dialog).isVisible();
            visit.tabTo("dialog .danger");
            visit.page().keyboard().press("Enter");

            // Then
            assertThat(visit.part("run-state")).hasText("Cancelled");
            assertThat(stage.client().run(run.id()).state()).isEqualTo(RunState.CANCELLED);
            visit.assertQuiet();
        }
    }
}

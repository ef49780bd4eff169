package io.trainyard.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The editor: what is wrong is told at its line, what is right becomes a run. */
@BrowserTest
class SubmitIT {
    /** Line 4 has an unknown network, line 7 a rate that is none; nobody works for the pool. */
    private static final String WRONG =
            """
            name: from-the-editor
            kind: train
            dataset: digits
            model: {architecture: lenet6}
            optimizer:
              kind: sgd
              learningRate: -1
            training: {epochs: 2}
            resources: {pool: nobody}
            """;

    private final Stage stage;

    SubmitIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void mistakesAreShownAtTheirLinesAndTheCorrectedSpecIsSubmitted() {
        try (Visit visit = stage.visit("/submit").expectingRefusals("status of 400")) {
            Locator editor =
                    visit.page()
                            .getByRole(
                                    AriaRole.TEXTBOX,
                                    new Page.GetByRoleOptions().setName("Experiment, YAML"));
            Locator submit =
                    visit.page()
                            .getByRole(
                                    AriaRole.BUTTON,
                                    new Page.GetByRoleOptions().setName("Submit").setExact(true));

            // When
            editor.fill(WRONG);

            // Then
            Locator problems = visit.part("problems").locator("li");
            assertThat(problems).hasCount(2);
            assertThat(visit.part("problems").locator("li[data-line='4']")).containsText("lenet6");
            assertThat(visit.part("problems").locator("li[data-line='7']")).containsText("-1");
            assertThat(visit.page().locator(".editor-gutter [data-problem='true']"))
                    .hasText(new String[] {"4", "7"});
            assertThat(submit).isDisabled();

            // When
            editor.fill(WRONG.replace("lenet6", "lenet5").replace("-1", "0.05"));

            // Then
            assertThat(visit.part("problems")).hasAttribute("data-state", "valid");
            submit.click();
            assertThat(visit.page()).hasURL(Pattern.compile("/runs/[0-9a-f-]{36}$"));
            assertThat(
                            visit.page()
                                    .getByRole(
                                            AriaRole.HEADING,
                                            new Page.GetByRoleOptions().setLevel(1)))
                    .hasText("from-the-editor");
            assertThat(stage.client().runs(20).runs())
                    .filteredOn(run -> run.name().equals("from-the-editor"))
                    .hasSize(1);
            visit.assertQuiet();
        }
    }

    @Test
    void brokenYamlIsToldWithItsLine() {
        try (Visit visit = stage.visit("/submit").expectingRefusals("status of 400")) {
            // When
            visit.page().getByLabel("Experiment, YAML").fill("name: a\nkind: [train\n");

            // Then
            assertThat(visit.part("problems")).hasAttribute("data-state", "invalid");
            assertThat(visit.part("problems").locator("li").first()).containsText("Line");
            visit.assertQuiet();
        }
    }
}

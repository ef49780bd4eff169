package io.trainyard.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.trainyard.system.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pictures of the documentation, made anew: {@code -Dscreenshots}. */
@BrowserTest
@EnabledIfSystemProperty(
        named = "screenshots",
        matches = "true",
        disabledReason = "-Dscreenshots writes them into docs/screenshots")
class ScreenshotsIT {
    private static final Path FOLDER = Launcher.repository().resolve("docs/screenshots");

    private final Stage stage;

    ScreenshotsIT(Stage stage) {
        this.stage = stage;
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void everyViewIsPictured(ColorScheme scheme) throws Exception {
        stage.addNightlyTrigger();
        stage.sqlFile("ten-thousand-runs.sql");
        try (Visit visit = stage.visit("/", scheme, 1280, 800)) {
            Views.all(stage)
                    .forEach((name, view) -> {
                        visit.page().navigate(view.address());
                        assertThat(visit.page().locator(view.ready()).first()).isVisible();
                        assertThat(visit.page().locator("main")).not().containsText("loading more");
                        // Fonts and the first frame of every chart.
                        visit.page().evaluate("() => document.fonts.ready");
                        visit.page()
                                .evaluate(
                                        "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
                        Path file =
                                FOLDER.resolve(
                                        "%s-%s.png"
                                                .formatted(
                                                        name,
                                                        scheme.name().toLowerCase(Locale.ROOT)));
                        var _ = visit.page().screenshot(new Page.ScreenshotOptions().setPath(file));
                        assertThat(Files.exists(file)).isTrue();
                    });
            visit.assertQuiet();
        } finally {
            stage.sql("DELETE FROM run WHERE pool = 'seeded'");
        }
    }
}

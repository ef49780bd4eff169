package io.trainyard.system.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The system's own Chromium under Playwright, which downloads nothing. */
record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {
    static final Path PROGRAM =
            Path.of(System.getenv().getOrDefault("TRAINYARD_CHROMIUM", "/usr/bin/chromium"));

    static Chromium start() {
        PlaywrightAssertions.setDefaultAssertionTimeout(Stage.PATIENCE.toMillis());
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
                playwright
                        .chromium()
                        .launch(
                                new LaunchOptions()
                                        .setExecutablePath(PROGRAM)
                                        .setHeadless(true)
                                        .setArgs(
                                                List.of(
                                                        // As root, in containers.
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-quic",
                                                        "--no-first-run",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
        return new Chromium(playwright, browser);
    }

    @Override
    public void close() {
        playwright.close();
    }
}

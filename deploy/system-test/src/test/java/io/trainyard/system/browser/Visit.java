package io.trainyard.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;

/** One look at the dashboard, in a browser profile of its own. */
final class Visit implements AutoCloseable {
    /** What a hostile text would set if its script ran. */
    private static final String SENTINEL = "window.hostileScriptRan";

    private static final int MOST_TABS = 80;

    private static final int MOST_TRIES = 10;

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private List<String> expected = List.of();

    Visit(BrowserContext context, String path) {
        this.context = context;
        context.setDefaultTimeout(Stage.PATIENCE.toMillis());
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.navigate(path);
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** The one element of that test id. */
    Locator part(String testId) {
        return page.getByTestId(testId);
    }

    /** Lets the browser tell of failed requests that the test means to happen. */
    Visit expectingRefusals(String... statuses) {
        expected = List.of(statuses);
        return this;
    }

    /** Nothing was thrown, logged or refused by the page's policy, and no hostile script ran. */
    void assertQuiet() {
        assertThat(complaints)
                .filteredOn(text -> expected.stream().noneMatch(text::contains))
                .isEmpty();
        assertThat(page.evaluate(SENTINEL)).isNull();
    }

    /** Presses Tab until an element has the focus; fails where it never gets it. */
    void tabTo(String selector) {
        for (int presses = 0; presses < MOST_TABS; presses++) {
            boolean reached =
                    (boolean)
                            page.evaluate(
                                    "selector => document.activeElement?.matches(selector) === true",
                                    selector);
            if (reached) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("the Tab key never reaches " + selector);
    }

    /** Nothing needs the page to be scrolled sideways. */
    void assertNoSidewaysScrolling() {
        assertThat(
                        (int)
                                page.evaluate(
                                        "() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"))
                .as("width of %s", page.url())
                .isLessThanOrEqualTo(page.viewportSize().width);
    }

    /** The box of an element is there, and lies within the page's width. */
    BoundingBox assertBox(Locator element, double leastWidth, double leastHeight) {
        BoundingBox box = box(element);
        assertThat(box.width).isGreaterThanOrEqualTo(leastWidth);
        assertThat(box.height).isGreaterThanOrEqualTo(leastHeight);
        assertThat(box.x).isGreaterThanOrEqualTo(0);
        assertThat(box.x + box.width).isLessThanOrEqualTo(page.viewportSize().width + 0.5);
        return box;
    }

    /** Scrolls to an element and measures it; the page may draw it anew meanwhile. */
    private static BoundingBox box(Locator element) {
        for (int tries = 1; ; tries++) {
            try {
                element.scrollIntoViewIfNeeded();
                BoundingBox box = element.boundingBox();
                assertThat(box).isNotNull();
                return box;
            } catch (PlaywrightException | AssertionError replaced) {
                if (tries == MOST_TRIES) {
                    throw replaced;
                }
            }
        }
    }

    @Override
    public void close() {
        context.close();
    }
}

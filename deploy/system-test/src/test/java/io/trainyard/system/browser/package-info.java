/**
 * The dashboard in a real browser, over a real server and real runs.
 *
 * <p>One server and one Chromium serve all classes here ({@link
 * io.trainyard.system.browser.Stage}); each test has a browser profile of its own, and fails on
 * anything the page complains of. Where Chromium or the dashboard is missing, the classes are
 * skipped with the reason.
 */
@NullMarked
package io.trainyard.system.browser;

import org.jspecify.annotations.NullMarked;

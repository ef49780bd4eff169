package io.trainyard.contract.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs, newest first, a page at a time.
 *
 * @param next what to pass as {@code before} for the following page, or null on the last
 */
public record RunPage(List<RunView> runs, @Nullable String next) {}

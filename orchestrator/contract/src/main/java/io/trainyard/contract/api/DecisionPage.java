package io.trainyard.contract.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decisions, newest first, a page at a time.
 *
 * @param next what to pass as {@code before} for the following page, or null on the last
 */
public record DecisionPage(List<DecisionView> decisions, @Nullable String next) {}

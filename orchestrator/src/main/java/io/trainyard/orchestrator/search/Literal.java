package io.trainyard.orchestrator.search;

import org.jspecify.annotations.Nullable;

/**
 * A value as it was written, and as a number where it is one: of a time the seconds since 1970, of
 * a length of time its seconds.
 */
public record Literal(String text, @Nullable Double number) {}

/**
 * How the program starts, and when it refuses to.
 *
 * <p>One {@link io.trainyard.orchestrator.start.Settings} mapping holds all configuration under
 * {@code trainyard}; an unknown key fails the start. Clock, randomness and the JSON dialect are
 * made here once and injected everywhere else. What cannot be served safely is refused with a
 * sentence.
 */
@NullMarked
package io.trainyard.orchestrator.start;

import org.jspecify.annotations.NullMarked;

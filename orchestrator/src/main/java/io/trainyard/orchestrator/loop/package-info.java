/**
 * Background duties: a thread that works when woken and, as a fallback, at an interval.
 *
 * <p>A failing round is logged once until a round succeeds again, and tried again; a duty never
 * dies of an outage. Loops end when the application stops.
 */
@NullMarked
package io.trainyard.orchestrator.loop;

import org.jspecify.annotations.NullMarked;

/**
 * Why a run does not run yet, and when it may.
 *
 * <p>A pool's line is what the publisher would do with it, carried on as if slots became free one
 * by one: the published runs, then those that could start, in the publisher's own order. {@link
 * io.trainyard.orchestrator.queue.explain.Reasons} finds the sentence, {@link
 * io.trainyard.orchestrator.queue.explain.StartTimes} the interval; both are pure.
 */
@NullMarked
package io.trainyard.orchestrator.queue.explain;

import org.jspecify.annotations.NullMarked;

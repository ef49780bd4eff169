/**
 * Who may work on a run.
 *
 * <p>A worker claims a queued run and gets the next attempt number, its fence: whatever changes the
 * run afterwards must come from the attempt that holds the lease. Heartbeats extend a lease; the
 * reaper ends those that ran out, a worker may give one back, a user may cancel.
 */
@NullMarked
package io.trainyard.orchestrator.queue.lease;

import org.jspecify.annotations.NullMarked;

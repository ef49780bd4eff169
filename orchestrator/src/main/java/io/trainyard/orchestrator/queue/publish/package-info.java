/**
 * How runs reach workers.
 *
 * <p>The publisher gives pending runs to pools with free slots, by priority and then order of
 * submission; the outbox carries them, and the relay sends what the outbox holds. What may have
 * been lost on the way is published again. Topics are made when they are missing.
 */
@NullMarked
package io.trainyard.orchestrator.queue.publish;

import org.jspecify.annotations.NullMarked;

/**
 * What can start a run by itself: one file a kind, one line in {@link
 * io.trainyard.orchestrator.trigger.kind.TriggerKinds}.
 *
 * <p>A kind carries the schema of its parameters and says what it sees: it looks by itself ({@link
 * io.trainyard.orchestrator.trigger.kind.WatchedKind}) or is told from outside ({@link
 * io.trainyard.orchestrator.trigger.kind.DeliveredKind}). It decides nothing and stores nothing.
 */
@NullMarked
package io.trainyard.orchestrator.trigger.kind;

import org.jspecify.annotations.NullMarked;

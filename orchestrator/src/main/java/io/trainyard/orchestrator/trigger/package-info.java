/**
 * Runs that submit themselves.
 *
 * <p>A definition is checked and stored ({@link io.trainyard.orchestrator.trigger.Definitions}).
 * What its kind sees, by looking ({@link io.trainyard.orchestrator.trigger.Watcher}) or by being
 * told ({@link io.trainyard.orchestrator.trigger.Deliveries}), becomes a line of the ledger,
 * decided by a pure {@link io.trainyard.orchestrator.trigger.Policy}; a line that is due becomes a
 * run in the same transaction ({@link io.trainyard.orchestrator.trigger.Firing}).
 */
@NullMarked
package io.trainyard.orchestrator.trigger;

import org.jspecify.annotations.NullMarked;

/**
 * What follows what, as pure functions.
 *
 * <p>From a run as it stands and what befell it comes the {@link
 * io.trainyard.orchestrator.store.Change} to carry out, without a database, a clock or a broker.
 * {@link io.trainyard.orchestrator.queue.decide.Moves} lists the legal moves of a run, which
 * docs/states.md draws.
 */
@NullMarked
package io.trainyard.orchestrator.queue.decide;

import org.jspecify.annotations.NullMarked;

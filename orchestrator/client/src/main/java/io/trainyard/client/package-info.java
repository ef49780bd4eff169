/**
 * The orchestrator's HTTP interface as Java calls.
 *
 * <p>{@link io.trainyard.client.TrainyardClient} is for people's programs, {@link
 * io.trainyard.client.WorkerClient} for agents. An error is one of two: the server could not be
 * reached, which passes, or it said what is wrong, which does not. What is downloaded is hashed and
 * compared before anyone sees it.
 */
@NullMarked
package io.trainyard.client;

import org.jspecify.annotations.NullMarked;

/**
 * The agent of a worker: what connects a machine that can train to the rest.
 *
 * <p>It takes a task from its pool's topic, claims it, has a trainer process run it, and sends on
 * what the trainer says: events to Kafka, checkpoints to the orchestrator. It never trains itself,
 * so nothing a network does can end it, and it keeps nothing that a restart would miss.
 */
@NullMarked
package io.trainyard.worker;

import org.jspecify.annotations.NullMarked;

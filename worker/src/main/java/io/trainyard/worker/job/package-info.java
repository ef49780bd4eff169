/**
 * One task's way through an agent.
 *
 * <p>A slot takes a record ({@code TaskSource}), claims the run, acknowledges the record at once
 * and only then trains ({@code AttemptRunner}): the lease, not the record, says who works. Events
 * leave through {@code EventPublisher}, checkpoints through {@code CheckpointUploads}; {@code
 * Heartbeats} keep the lease; {@code ControlListener} hears of cancellations and fences. This is
 * the only package that touches Kafka.
 */
@NullMarked
package io.trainyard.worker.job;

import org.jspecify.annotations.NullMarked;

/**
 * What travels between orchestrator, agents and trainers.
 *
 * <p>A {@code TaskMessage} carries a run to a worker; {@code RunEvent}s come back, first over the
 * trainer's pipe, then in an {@code EventEnvelope} over Kafka; {@code WorkerMessage}s say who
 * lives; {@code ControlMessage}s reach every agent. Each set is sealed and every record on a topic
 * carries a version. The samples under {@code src/test/resources/wire} stay readable forever.
 */
@NullMarked
package io.trainyard.contract.message;

import org.jspecify.annotations.NullMarked;

/**
 * The orchestrator: it accepts runs, hands them to workers through Kafka, and keeps what comes
 * back.
 *
 * <p>Data flows one way: {@code api} takes a request; {@code submit} checks a spec and stores a
 * run; {@code queue} moves runs through their states and talks to workers; {@code events} takes in
 * what workers report; {@code store} holds everything in PostgreSQL; {@code view} reads it for
 * people. PostgreSQL is the queue of record, Kafka the transport.
 */
@NullMarked
package io.trainyard.orchestrator;

import org.jspecify.annotations.NullMarked;

/**
 * What workers report.
 *
 * <p>Records arrive in batches; each batch is one transaction, and Kafka's offsets are committed
 * after it, so a crash repeats records and never loses one. Repeated records change nothing.
 * Records that cannot be read are quarantined, so that the partition goes on; while PostgreSQL is
 * down a batch waits.
 */
@NullMarked
package io.trainyard.orchestrator.events;

import org.jspecify.annotations.NullMarked;

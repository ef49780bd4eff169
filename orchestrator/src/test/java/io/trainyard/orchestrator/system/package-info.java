/**
 * The orchestrator as a whole, over a real Kafka and a real PostgreSQL.
 *
 * <p>All classes share one stack and one start of the application. A test plays the user over HTTP
 * ({@code Api}) and the worker over Kafka ({@code TestWorker}), in a pool of its own, so that tests
 * do not meet. {@code Rows} looks at the database directly where no interface shows what matters.
 */
@NullMarked
package io.trainyard.orchestrator.system;

import org.jspecify.annotations.NullMarked;

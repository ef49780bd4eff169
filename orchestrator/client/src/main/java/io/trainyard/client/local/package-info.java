/**
 * The local server: Kafka and PostgreSQL, orchestrator and one worker, each a process of its own.
 *
 * <p>They are started in that order, side by side where one does not need the other, outlive the
 * command that started them, and are written down in the data folder, where the next command finds
 * them. They are stopped in the opposite order. With the addresses of a Kafka and a PostgreSQL in
 * the environment nothing embedded starts.
 */
@NullMarked
package io.trainyard.client.local;

import org.jspecify.annotations.NullMarked;

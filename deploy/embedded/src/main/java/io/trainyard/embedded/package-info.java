/**
 * The embedded default: a real Kafka and a real PostgreSQL on loopback, for those who have neither.
 *
 * <p>A data folder is locked, what an unclean end left running is stopped, ports are remembered or
 * chosen, and both services start side by side. They live in a process of their own ({@link
 * io.trainyard.embedded.EmbeddedMain}), so that killing the orchestrator kills no broker; tests
 * start the same stack inside their own process ({@link io.trainyard.embedded.EmbeddedStack}).
 */
@NullMarked
package io.trainyard.embedded;

import org.jspecify.annotations.NullMarked;

/**
 * Tests of the whole, run as a user runs it: the launcher, real processes, real Kafka and
 * PostgreSQL.
 *
 * <p>Each test class has a data folder of its own and ends every process it caused.
 */
@NullMarked
package io.trainyard.system;

import org.jspecify.annotations.NullMarked;

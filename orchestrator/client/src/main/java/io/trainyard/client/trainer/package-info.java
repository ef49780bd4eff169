/**
 * The trainer as a child process.
 *
 * <p>One JVM of its own per slot: a native crash, an out-of-memory kill or a leak ends one attempt
 * and nothing else. It is told what to do, and says what happens, in lines of JSON over its pipes;
 * when its input closes it exits, so a killed parent leaves no trainer behind. Used by the agent
 * and by the command line's {@code train}.
 */
@NullMarked
package io.trainyard.client.trainer;

import org.jspecify.annotations.NullMarked;

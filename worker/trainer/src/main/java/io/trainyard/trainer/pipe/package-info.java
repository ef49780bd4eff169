/**
 * The trainer's conversation with the agent that started it: commands come in on standard input,
 * events go out on standard output, one JSON object a line.
 *
 * <p>{@link CommandReader} listens on a thread of its own, so a cancel is heard during a step and a
 * closed pipe ends the process at once, even inside a native call: an agent that was killed leaves
 * no trainer behind. {@link Session} runs one attempt after another in the same, warm process.
 */
@NullMarked
package io.trainyard.trainer.pipe;

import org.jspecify.annotations.NullMarked;

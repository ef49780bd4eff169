/**
 * The trainer: a process that runs one attempt after another for the agent that started it.
 *
 * <p>A command comes in on the pipe ({@code pipe}); {@code train} turns its spec into a plan and
 * runs the loop; {@code arch}, {@code augment}, {@code optim}, {@code schedule}, {@code loss} and
 * {@code data} provide the components that the spec names, each pure and unaware of the others;
 * {@code engine} writes the network as TorchScript and runs it in libtorch.
 */
@NullMarked
package io.trainyard.trainer;

import org.jspecify.annotations.NullMarked;

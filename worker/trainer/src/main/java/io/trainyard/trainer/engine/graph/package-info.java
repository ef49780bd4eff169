/**
 * A network described in Java: an immutable graph of layers, with no tensor in sight.
 *
 * <p>An architecture strings layers together with a {@link NetworkBuilder}. Each {@link Layer} is
 * one file that knows its output shape, its parameters and buffers under torchvision's names, how
 * they start out, what it costs, and how TorchScript spells it. Everything else is derived from
 * that one description: the training step, the evaluation, the parameter table, the state_dict,
 * {@code inspect}.
 */
@NullMarked
package io.trainyard.trainer.engine.graph;

import org.jspecify.annotations.NullMarked;

/**
 * Weights in files.
 *
 * <p>{@link WeightsFile} maps a file into memory, tells its format by its content and refuses
 * whatever is not exactly as the format says; nothing in a file is ever executed. {@link
 * SafetensorsWriter} writes the same bytes for the same tensors. {@link WeightsFit} compares what a
 * file holds with what a network needs and reports everything that does not fit at once.
 */
@NullMarked
package io.trainyard.trainer.weights;

import org.jspecify.annotations.NullMarked;

/**
 * Writes trained networks for other programs: safetensors, TorchScript, ONNX.
 *
 * <p>A file is written beside its target, loaded in its own runtime, run on a fixed input and
 * compared with the source's logits. Only a file that agrees is moved to its target, at once.
 */
@NullMarked
package io.trainyard.trainer.export;

import org.jspecify.annotations.NullMarked;

/**
 * Runs networks: the only package that knows DJL and libtorch.
 *
 * <p>A {@link Recipe} (network, loss, optimizer update, what is frozen) is written out as one
 * TorchScript module by {@link ProgramWriter}, packed by {@link ScriptArchive} and loaded through
 * DJL's public {@code Model.load}. {@link TrainableNetwork} owns the weights and the optimizer's
 * state; a whole training step is one native call. Pixels arrive in {@link Batch}es that decode
 * threads write into directly.
 */
@NullMarked
package io.trainyard.trainer.engine;

import org.jspecify.annotations.NullMarked;

/**
 * Random changes of training images: one file an augmentation, listed in {@link Augmentations}.
 *
 * <p>A {@link Transform} turns pixels into pixels with a generator that was seeded for this sample
 * in this epoch, so what a sample becomes depends on nothing else. Decode threads apply them, in
 * the order of the spec. Normalisation is not among them: the training step does it on the whole
 * batch.
 *
 * <p>What changes a batch as a whole is in a list of its own, {@link BatchAugmentations}: a {@link
 * BatchTransform} draws how a batch is mixed, from a generator seeded for its step and place in it,
 * and the training step carries that out on the normalised inputs.
 */
@NullMarked
package io.trainyard.trainer.augment;

import org.jspecify.annotations.NullMarked;

/**
 * Pixels in memory, and how they are brought to another size.
 *
 * <p>Decoders make {@link Pixels}, augmentations turn some into others, batches take their bytes.
 * Resampling reproduces Pillow's arithmetic bit by bit, since the reference weights were trained
 * behind it.
 */
@NullMarked
package io.trainyard.trainer.image;

import org.jspecify.annotations.NullMarked;

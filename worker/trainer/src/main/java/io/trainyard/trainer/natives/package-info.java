/**
 * Where native libraries are unpacked.
 *
 * <p>libtorch and OpenCV travel inside Maven artifacts. The first trainer on a machine unpacks them
 * to a folder of ours; later ones find them there. Nothing is downloaded.
 */
@NullMarked
package io.trainyard.trainer.natives;

import org.jspecify.annotations.NullMarked;

/**
 * What a trained network says of images: {@code predict}.
 *
 * <p>Files are found and sorted, decoded as training decodes them, brought to the input's size
 * unless they have it, and go through the network in batches. A file that cannot be read costs its
 * own line; all such are reported at the end.
 */
@NullMarked
package io.trainyard.trainer.predict;

import org.jspecify.annotations.NullMarked;

/**
 * The networks, one file each, written to be read beside the paper.
 *
 * <p>An {@link Architecture} turns an input shape and a number of classes into a {@code Network};
 * nothing here computes anything. Modules carry the names of the reference implementation, so its
 * weights load as they are. {@link Architectures} lists them all.
 */
@NullMarked
package io.trainyard.trainer.arch;

import org.jspecify.annotations.NullMarked;

/**
 * Where every random choice of a run comes from.
 *
 * <p>A run has one seed. Initial weights, the order of an epoch, the augmentation of a sample and
 * libtorch's own generator each take a value hashed from that seed and from what they are for (a
 * name, an epoch, a sample, a step), never from a stream that someone else also draws from. So the
 * bits do not depend on the number of threads, and a resumed run needs no generator state.
 */
@NullMarked
package io.trainyard.trainer.seed;

import org.jspecify.annotations.NullMarked;

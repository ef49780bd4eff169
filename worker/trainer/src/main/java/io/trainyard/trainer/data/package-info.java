/**
 * From a dataset in a spec to images in memory: one file a format, listed in {@link
 * DatasetFormats}.
 *
 * <p>A format finds the images of each split ({@link ImageTree}: a folder or a zip, checked on the
 * way) or brings its own; {@link ImageLoader} decodes them once, names what it cannot read, and
 * keeps the pixels as far as memory allows. Decoding equals Pillow's {@code convert('RGB')}. Paths
 * are taken only under the roots that the worker allows ({@link DataRoots}).
 */
@NullMarked
package io.trainyard.trainer.data;

import org.jspecify.annotations.NullMarked;

/**
 * A trained network as it is found in a file: which architecture, with which options, classes and
 * channels, and its weights.
 *
 * <p>What the file's metadata say, or its shapes, need not be said again on the command line.
 */
@NullMarked
package io.trainyard.trainer.trained;

import org.jspecify.annotations.NullMarked;

/**
 * Measurements of the trainer: one command a file, each prints one JSON line.
 *
 * <p>Where a Python with PyTorch is named, a program of {@code deploy/bench/peers} does the same
 * work there. The two take turns within one run, so that a machine that slows down slows both, and
 * medians are compared. Nothing here is part of a build's tests.
 */
@NullMarked
package io.trainyard.bench;

import org.jspecify.annotations.NullMarked;

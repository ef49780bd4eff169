/**
 * The ledger as it grows, told to everyone who listens.
 *
 * <p>One tail reads new lines into a window that all streams share; a stream is no more than a
 * position. A stream that is behind the window reads pages of the ledger until it has caught up, so
 * a slow listener costs memory to nobody, and a resumed one misses nothing.
 */
@NullMarked
package io.trainyard.orchestrator.view.stream;

import org.jspecify.annotations.NullMarked;

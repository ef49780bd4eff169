/**
 * What people read: runs, their lineage, checkpoints, workers and the stream of all that happens.
 *
 * <p>Nothing here changes anything. A run's lineage is computed on read: an attempt counts up to
 * the step its successors resumed from. One tail reads the ledger for all open streams.
 */
@NullMarked
package io.trainyard.orchestrator.view;

import org.jspecify.annotations.NullMarked;

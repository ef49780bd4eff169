/**
 * Data as the orchestrator sees it: fingerprints of the folders and files that it may read.
 *
 * <p>Triggers compare them from look to look, and a submission that may reuse a result compares
 * them to those of earlier runs.
 */
@NullMarked
package io.trainyard.orchestrator.data;

import org.jspecify.annotations.NullMarked;

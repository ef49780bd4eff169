/**
 * What workers save.
 *
 * <p>An attempt announces a checkpoint as a manifest and learns which chunks are missing, uploads
 * those, and publishes the whole in one transaction that checks its fence again. Chunks are stored
 * once under their hash; those that nothing names any more are collected.
 */
@NullMarked
package io.trainyard.orchestrator.queue.checkpoint;

import org.jspecify.annotations.NullMarked;

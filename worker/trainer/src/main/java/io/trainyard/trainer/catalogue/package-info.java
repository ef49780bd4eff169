/**
 * What this build can run, for those who validate specs.
 *
 * <p>{@link Components} gathers the descriptors of every registry. The build calls {@link
 * CatalogueWriter}, which puts them into the jar as {@code catalogue.json}; the orchestrator's
 * build takes it from there, and the trainer validates with the same catalogue what it is told to
 * start.
 */
@NullMarked
package io.trainyard.trainer.catalogue;

import org.jspecify.annotations.NullMarked;

/**
 * The components a spec can name, as data.
 *
 * <p>Each architecture, augmentation, schedule, optimizer, loss and dataset format describes itself
 * with a name, a summary and the JSON Schema of its parameters. The trainer's build writes the
 * whole as {@code catalogue.json}; workers announce theirs; the orchestrator validates every spec
 * against it to the last parameter.
 */
@NullMarked
package io.trainyard.contract.catalogue;

import org.jspecify.annotations.NullMarked;

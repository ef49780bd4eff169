/**
 * What makes something a component that a spec can name.
 *
 * <p>Each kind (architecture, augmentation, optimizer, schedule, loss, dataset format) has a
 * package of its own, a factory a component in one file, and one list of them in a {@link
 * Registry}. A factory describes itself with the JSON Schema of its parameters; the specs that
 * reach it are complete and valid, so it binds them to a record and builds.
 */
@NullMarked
package io.trainyard.trainer.component;

import org.jspecify.annotations.NullMarked;

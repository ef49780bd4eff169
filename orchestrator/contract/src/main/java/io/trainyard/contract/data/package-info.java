/**
 * Which files of a machine an experiment may read, and which of them are images.
 *
 * <p>Shared by the trainer that reads them and the orchestrator that watches them, so that a
 * watched folder changes exactly when what would be trained on changes.
 */
@NullMarked
package io.trainyard.contract.data;

import org.jspecify.annotations.NullMarked;

/**
 * What a user asks for: one experiment.
 *
 * <p>Text (YAML or JSON) becomes a tree ({@link io.trainyard.contract.spec.SpecReader}); the tree
 * is checked against the experiment's schema and the catalogue, all problems together, and
 * completed with defaults ({@link io.trainyard.contract.spec.SpecValidator}); the complete tree
 * binds to an {@link io.trainyard.contract.spec.ExperimentSpec}.
 */
@NullMarked
package io.trainyard.contract.spec;

import org.jspecify.annotations.NullMarked;

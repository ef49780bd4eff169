/**
 * What the orchestrator's HTTP interface takes and answers.
 *
 * <p>Views are what a user reads; {@code Claim} and the checkpoint records are what an agent
 * exchanges. Errors are {@link io.trainyard.contract.api.ProblemDetail} (RFC 9457), with every
 * problem at once.
 */
@NullMarked
package io.trainyard.contract.api;

import org.jspecify.annotations.NullMarked;

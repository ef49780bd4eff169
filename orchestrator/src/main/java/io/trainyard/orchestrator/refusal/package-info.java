/**
 * Why a request is turned down, the same words in every step.
 *
 * <p>A step throws a {@link io.trainyard.orchestrator.refusal.RefusedException}; the transaction it
 * was in rolls back; {@code api} answers with its status, code and sentence.
 */
@NullMarked
package io.trainyard.orchestrator.refusal;

import org.jspecify.annotations.NullMarked;

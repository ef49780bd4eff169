/**
 * From a user's text to a pending run.
 *
 * <p>The text is read, checked to the last parameter against the catalogue and completed with
 * defaults, every problem together; the complete tree is stored, and the publisher is woken. A
 * request repeated with its idempotency key stores nothing new.
 */
@NullMarked
package io.trainyard.orchestrator.submit;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.trainyard.orchestrator.trigger.kind;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.trainyard.orchestrator.trigger;

import org.jspecify.annotations.NullMarked;

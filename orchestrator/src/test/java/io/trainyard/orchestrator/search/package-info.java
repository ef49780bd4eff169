@NullMarked
package io.trainyard.orchestrator.search;

import org.jspecify.annotations.NullMarked;

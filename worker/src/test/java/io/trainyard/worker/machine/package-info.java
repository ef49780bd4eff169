@NullMarked
package io.trainyard.worker.machine;

import org.jspecify.annotations.NullMarked;

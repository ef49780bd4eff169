@NullMarked
package io.trainyard.embedded.postgres;

import org.jspecify.annotations.NullMarked;

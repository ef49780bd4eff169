@NullMarked
package io.trainyard.embedded;

import org.jspecify.annotations.NullMarked;

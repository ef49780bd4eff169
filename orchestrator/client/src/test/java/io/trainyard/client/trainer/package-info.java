@NullMarked
package io.trainyard.client.trainer;

import org.jspecify.annotations.NullMarked;

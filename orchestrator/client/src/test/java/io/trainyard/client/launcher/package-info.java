@NullMarked
package io.trainyard.client.launcher;

import org.jspecify.annotations.NullMarked;

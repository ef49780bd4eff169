@NullMarked
package io.trainyard.client;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.trainyard.client.local;

import org.jspecify.annotations.NullMarked;

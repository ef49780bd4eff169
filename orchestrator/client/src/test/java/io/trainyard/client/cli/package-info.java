@NullMarked
package io.trainyard.client.cli;

import org.jspecify.annotations.NullMarked;

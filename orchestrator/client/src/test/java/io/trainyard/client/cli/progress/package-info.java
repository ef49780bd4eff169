@NullMarked
package io.trainyard.client.cli.progress;

import org.jspecify.annotations.NullMarked;

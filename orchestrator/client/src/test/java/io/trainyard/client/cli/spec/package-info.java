@NullMarked
package io.trainyard.client.cli.spec;

import org.jspecify.annotations.NullMarked;

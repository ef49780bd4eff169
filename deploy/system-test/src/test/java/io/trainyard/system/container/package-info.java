/**
 * What {@code deploy/compose.yaml} and {@code deploy/docker} promise, held without Docker: the
 * files are read and compared with the programs.
 */
@NullMarked
package io.trainyard.system.container;

import org.jspecify.annotations.NullMarked;

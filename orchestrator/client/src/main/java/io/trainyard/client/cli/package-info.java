/**
 * The command line: one command a file.
 *
 * <p>A command finds the server, makes its calls and prints. Exit status 0 means done, 1 that the
 * run failed or was cancelled, 2 that the command or the spec is wrong, 3 that there is no server.
 * Only {@link io.trainyard.client.cli.Console} prints, and only {@link
 * io.trainyard.client.cli.Failures} turns an exception into a sentence.
 */
@NullMarked
package io.trainyard.client.cli;

import org.jspecify.annotations.NullMarked;

/**
 * Spec files as users keep them.
 *
 * <p>A file is parsed, and {@code ${NAME}} within its texts is replaced from the environment; what
 * is missing is reported with its name and its place. Everything else about a spec is the server's
 * to judge, or the trainer's catalogue where there is no server.
 */
@NullMarked
package io.trainyard.client.cli.spec;

import org.jspecify.annotations.NullMarked;

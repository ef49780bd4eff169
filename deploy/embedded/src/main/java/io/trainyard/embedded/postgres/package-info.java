/**
 * PostgreSQL as a child process, from the programs that Zonky repackages as Maven artifacts.
 *
 * <p>The programs are unpacked once per machine, a cluster is initialised once per data folder, and
 * the server is then started with durable settings on a loopback port. PostgreSQL refuses to run as
 * root, so root lends it an ordinary account; a server that outlived its starter is stopped first.
 */
@NullMarked
package io.trainyard.embedded.postgres;

import org.jspecify.annotations.NullMarked;

/**
 * A run's events as something to watch.
 *
 * <p>{@link io.trainyard.client.cli.progress.RunDisplay} keeps count of what the events say and
 * hands it to a view: a bar where there is a terminal, a line an epoch where there is none. The
 * same display serves a run on a server and one in a trainer of our own.
 */
@NullMarked
package io.trainyard.client.cli.progress;

import org.jspecify.annotations.NullMarked;

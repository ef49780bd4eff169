/**
 * How busy the machine is while it trains: processors, memory, GPUs, and the trainer's part of
 * them.
 *
 * <p>A probe reads one kind of numbers, and none where there are none. One thread reads all probes
 * every few seconds; the attempt reports the newest numbers beside its own metrics.
 */
@NullMarked
package io.trainyard.worker.machine;

import org.jspecify.annotations.NullMarked;

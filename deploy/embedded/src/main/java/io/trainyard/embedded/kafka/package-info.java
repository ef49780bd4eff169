/**
 * A Kafka broker and its controller (KRaft, one node) inside this process.
 *
 * <p>The log folder is formatted once, then the broker starts with settings for one small machine:
 * loopback only, one replica, share groups on, and no topic that nobody asked for. A restart over
 * the same folder keeps topics, records and offsets.
 */
@NullMarked
package io.trainyard.embedded.kafka;

import org.jspecify.annotations.NullMarked;

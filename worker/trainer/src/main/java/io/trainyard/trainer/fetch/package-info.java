/**
 * Files from the network: an address and a checksum become a file on disk.
 *
 * <p>{@link RemoteFile} reads what a spec says, {@link FileCache} fetches it once for all runs of a
 * machine, {@link PublicHosts} says where from: https only, and no machine of the local network
 * unless it is named. A file is there whole and verified, or not at all.
 */
@NullMarked
package io.trainyard.trainer.fetch;

import org.jspecify.annotations.NullMarked;

package io.trainyard.trainer.data;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.fetch.FileCache;
import io.trainyard.trainer.fetch.RemoteFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Where the locations of a spec lead: to a path below a data root, or to a file of the network that
 * is fetched first.
 *
 * @param roots where paths may lie
 * @param files of the network
 * @param notices takes a sentence when something is fetched
 * @param stopped tells that nobody waits any longer
 */
public record Locations(
        DataRoots roots, FileCache files, Consumer<String> notices, BooleanSupplier stopped) {
    /**
     * The real path of an existing file or folder.
     *
     * @param location an absolute path, a {@code file:} address, or an https one with its checksum
     * @param missing the kind of failure where there is nothing on this machine
     * @throws RunFailedException with that kind, DATA_FORBIDDEN where a path lies outside the
     *     roots, SPEC_INVALID where it is no location, FETCH_FAILED where it cannot be had
     */
    public Path resolve(String location, FailureKind missing) {
        if (!RemoteFile.isAddress(location)) {
            return roots.resolve(location, missing);
        }
        try {
            return files.fetch(RemoteFile.parse(location), notices, stopped);
        } catch (IllegalArgumentException mistake) {
            throw new RunFailedException(
                    FailureKind.SPEC_INVALID, String.valueOf(mistake.getMessage()), mistake);
        } catch (IOException fault) {
            throw new RunFailedException(
                    FailureKind.FETCH_FAILED, String.valueOf(fault.getMessage()), fault);
        }
    }
}

package io.trainyard.trainer.data;

import io.trainyard.contract.data.AllowedFolders;
import io.trainyard.contract.data.PathRefusedException;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.failure.RunFailedException;
import java.nio.file.Path;
import java.util.List;

/** The folders that a worker lets runs read from; what they refuse is a run's failure. */
public record DataRoots(AllowedFolders folders) {
    public DataRoots(List<Path> roots) {
        this(new AllowedFolders("worker", roots));
    }

    /** The roots of those names. */
    public static DataRoots of(List<String> names) {
        return new DataRoots(names.stream().map(Path::of).toList());
    }

    /**
     * The real path of an existing file or folder.
     *
     * @param location an absolute path or a {@code file:} address, as a spec has it
     * @param missing the kind of failure where there is nothing
     * @throws RunFailedException with that kind, or DATA_FORBIDDEN where it lies outside the roots
     */
    public Path resolve(String location, FailureKind missing) {
        try {
            return folders.resolve(location, missing);
        } catch (PathRefusedException refused) {
            throw failed(refused);
        }
    }

    /**
     * The real path of a file found below an allowed folder; a link may have led out of the roots.
     */
    Path real(Path path) {
        try {
            return folders.real(path);
        } catch (PathRefusedException refused) {
            throw failed(refused);
        }
    }

    private static RunFailedException failed(PathRefusedException refused) {
        return new RunFailedException(
                refused.kind(), String.valueOf(refused.getMessage()), refused);
    }
}

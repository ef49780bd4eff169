package io.trainyard.contract.data;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which files of a class folder are read as images. */
public final class ImageNames {
    /** Endings that are read as images; everything else is passed over. */
    public static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png");

    private ImageNames() {}

    /**
     * Whether a path is an image by its ending, and neither hidden nor one of macOS's resource
     * forks.
     *
     * @param segments of the path below the dataset's folder
     */
    public static boolean isImage(List<String> segments) {
        String file = segments.getLast().toLowerCase(Locale.ROOT);
        return ENDINGS.contains(file.substring(file.lastIndexOf('.') + 1))
                && segments.stream()
                        .noneMatch(
                                segment -> segment.startsWith(".") || segment.equals("__MACOSX"));
    }
}

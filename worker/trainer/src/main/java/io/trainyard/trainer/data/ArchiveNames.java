package io.trainyard.trainer.data;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Names of the entries of archives, which come from strangers. */
final class ArchiveNames {
    private static final Pattern ABSOLUTE = Pattern.compile("(/|[A-Za-z]:).*", Pattern.DOTALL);

    private ArchiveNames() {}

    /**
     * The name's segments.
     *
     * @throws IOException where it leads out of the archive
     */
    static List<String> segments(String name) throws IOException {
        String plain = name.replace('\\', '/');
        List<String> segments = List.of(plain.split("/+", -1));
        if (ABSOLUTE.matcher(plain).matches() || segments.contains("..")) {
            throw new IOException("its entry '%s' leads out of the archive".formatted(name));
        }
        return segments;
    }
}

package io.trainyard.client.trainer;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of a pipe, none longer than its reader has memory for. */
final class PipeLines {
    /** The confusion matrix of a thousand classes, with room to spare. */
    private static final int LONGEST = 4 << 20;

    private final Reader pipe;

    /**
     * @param pipe buffered
     */
    PipeLines(Reader pipe) {
        this.pipe = pipe;
    }

    /** A line that nobody could have meant. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        private TooLongException() {
            super("a line of more than %d characters".formatted(LONGEST));
        }
    }

    /** The next line without its end, or null at the end of the pipe. */
    @Nullable String next() throws IOException {
        StringBuilder line = new StringBuilder();
        int character = pipe.read();
        if (character == -1) {
            return null;
        }
        while (character != -1 && character != '\n') {
            if (line.length() == LONGEST) {
                throw new TooLongException();
            }
            line.append((char) character);
            character = pipe.read();
        }
        return line.toString();
    }
}

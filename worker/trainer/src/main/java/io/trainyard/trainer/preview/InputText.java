package io.trainyard.trainer.preview;

import io.trainyard.contract.spec.SpecReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Text files that a command is pointed at. */
final class InputText {
    private InputText() {}

    /**
     * A file's text.
     *
     * @param what it is to the user
     * @throws IllegalArgumentException with a sentence where it cannot be read or is too large
     */
    static String of(String what, Path file) {
        try {
            if (Files.size(file) > SpecReader.LONGEST_TEXT) {
                throw unreadable(
                        what,
                        file,
                        "it has more than %,d bytes".formatted(SpecReader.LONGEST_TEXT));
            }
            return Files.readString(file);
        } catch (NoSuchFileException absent) {
            throw unreadable(what, file, "there is no such file");
        } catch (CharacterCodingException binary) {
            throw unreadable(what, file, "it is not UTF-8 text");
        } catch (IOException other) {
            throw unreadable(what, file, String.valueOf(other.getMessage()));
        }
    }

    private static IllegalArgumentException unreadable(String what, Path file, String why) {
        return new IllegalArgumentException("%s %s cannot be read: %s".formatted(what, file, why));
    }
}

package io.trainyard.client.cli.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.trainyard.contract.spec.Problem;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.contract.spec.SpecReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A spec in a file. */
public final class SpecFile {
    private SpecFile() {}

    /**
     * Reads it, with variables replaced.
     *
     * @throws SpecException with every problem: an unreadable file, malformed text, or all
     *     variables that are not set
     */
    public static ObjectNode read(Path file, Map<String, String> environment) {
        ObjectNode tree = SpecReader.read(text(file));
        List<Problem> missing = new Variables(environment).replaceIn(tree);
        if (!missing.isEmpty()) {
            throw new SpecException(missing);
        }
        return tree;
    }

    /**
     * Reads it, with those variables replaced that are set; others stay as they are written.
     *
     * @throws SpecException where the file is unreadable or malformed
     */
    public static ObjectNode readLeniently(Path file, Map<String, String> environment) {
        ObjectNode tree = SpecReader.read(text(file));
        var _ = new Variables(environment).replaceIn(tree);
        return tree;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException absent) {
            throw unreadable(file, "there is no such file");
        } catch (CharacterCodingException binary) {
            throw unreadable(file, "it is not UTF-8 text");
        } catch (IOException other) {
            throw unreadable(file, String.valueOf(other.getMessage()));
        }
    }

    private static SpecException unreadable(Path file, String why) {
        var problem =
                new Problem(
                        "",
                        TextNode.valueOf(file.toString()),
                        "the spec %s cannot be read: %s".formatted(file, why));
        return new SpecException(List.of(problem));
    }
}

package io.trainyard.trainer.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.contract.spec.Problem;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.contract.spec.SpecReader;
import io.trainyard.contract.spec.SpecValidator;
import io.trainyard.trainer.catalogue.Components;
import io.trainyard.trainer.fetch.FileCache;
import io.trainyard.trainer.image.Pixels;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code augment SPEC --out FILE}: a sheet of what training sees; {@code augment --pinned JSON
 * --image FILE --out FILE}: one operation with given parameters.
 */
public final class AugmentCommand {
    /** How it is called. */
    public static final String USAGE =
            "augment SPEC --out FILE [--samples N] [--draws N] [--seed N], or: augment --pinned JSON --image FILE --out FILE";

    private static final Set<String> OPTIONS =
            Set.of("--out", "--samples", "--draws", "--seed", "--pinned", "--image");
    private static final int MOST = 100;

    private AugmentCommand() {}

    /**
     * Writes the picture.
     *
     * @param arguments after the word {@code augment}
     * @param files of the network that a spec's dataset may name
     * @return a line that says what was written
     * @throws IllegalArgumentException with a sentence where they make no sense
     */
    public static String run(List<String> arguments, FileCache files, int threads) {
        Map<String, String> options = new HashMap<>();
        @Nullable Path spec = null;
        for (int place = 0; place < arguments.size(); place++) {
            String word = arguments.get(place);
            if (OPTIONS.contains(word) && place + 1 < arguments.size()) {
                options.put(word, arguments.get(++place));
            } else if (spec == null && !word.startsWith("--")) {
                spec = Path.of(word);
            } else {
                throw new IllegalArgumentException(
                        "'%s' is unknown, or needs a value; usage: %s".formatted(word, USAGE));
            }
        }
        String out = options.get("--out");
        String pinned = options.get("--pinned");
        String image = options.get("--image");
        if (out == null || (pinned == null ? spec == null : image == null || spec != null)) {
            throw new IllegalArgumentException("usage: " + USAGE);
        }
        BufferedImage picture =
                pinned != null && image != null
                        ? pinned(pinned, Path.of(image))
                        : sheet(java.util.Objects.requireNonNull(spec), options, files, threads);
        Picture.write(picture, Path.of(out));
        return "wrote %s, %d x %d pixels%n".formatted(out, picture.getWidth(), picture.getHeight());
    }

    private static BufferedImage pinned(String json, Path image) {
        JsonNode operation;
        try {
            operation = Wire.json().readTree(json);
        } catch (JsonProcessingException mistake) {
            throw new IllegalArgumentException(
                    "--pinned is no JSON: " + mistake.getOriginalMessage(), mistake);
        }
        Pixels changed = PinnedOperations.apply(Picture.read(image), operation);
        BufferedImage picture = Picture.blank(changed.height(), changed.width());
        Picture.draw(changed, picture, 0, 0);
        return picture;
    }

    private static BufferedImage sheet(
            Path file, Map<String, String> options, FileCache files, int threads) {
        int samples = number(options, "--samples", 8);
        int draws = number(options, "--draws", 8);
        return new AugmentedSheet(samples, draws)
                .draw(spec(file, options.get("--seed")), files, threads, System.err::println);
    }

    private static ExperimentSpec spec(Path file, @Nullable String seed) {
        try {
            ObjectNode tree = SpecReader.read(InputText.of("the spec", file));
            if (seed != null) {
                tree.withObject("/training").put("seed", Long.parseLong(seed));
            }
            return new SpecValidator(Components.catalogue()).validate(tree).spec();
        } catch (NumberFormatException mistake) {
            throw new IllegalArgumentException(
                    "--seed takes a whole number, not '%s'".formatted(seed), mistake);
        } catch (SpecException invalid) {
            throw new IllegalArgumentException(
                    invalid.problems().stream()
                            .map(Problem::message)
                            .collect(Collectors.joining(System.lineSeparator())),
                    invalid);
        }
    }

    private static int number(Map<String, String> options, String name, int usual) {
        String written = options.getOrDefault(name, String.valueOf(usual));
        if (written.matches("[1-9][0-9]{0,2}") && Integer.parseInt(written) <= MOST) {
            return Integer.parseInt(written);
        }
        throw new IllegalArgumentException(
                "%s takes a whole number from 1 to %d, not '%s'".formatted(name, MOST, written));
    }
}

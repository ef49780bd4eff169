package io.trainyard.trainer.advise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.spec.ComponentSpec;
import io.trainyard.contract.spec.Problem;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.contract.spec.SpecReader;
import io.trainyard.contract.spec.SpecValidator;
import io.trainyard.trainer.advise.Appearance.Measures;
import io.trainyard.trainer.catalogue.Components;
import io.trainyard.trainer.data.DataRoots;
import io.trainyard.trainer.data.DatasetSurvey;
import io.trainyard.trainer.data.ImageLoader;
import io.trainyard.trainer.data.Locations;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.fetch.FileCache;
import io.trainyard.trainer.trained.Words;
import io.trainyard.trainer.weights.KnownWeights;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** {@code advise}: which way of transfer learning suits a dataset, and why. */
public final class AdviseCommand {
    /** How it is called. */
    public static final String USAGE =
            "advise DATASET [--architecture NAME] [--similarity high|low] [--json]";

    private static final int MOST_IMAGES = 256;
    private static final String USUAL = "resnet18";
    private static final String LINE = System.lineSeparator();

    private AdviseCommand() {}

    /** The dataset and the network that a spec wants trained on it. */
    private record Subject(ComponentSpec dataset, String architecture) {}

    /**
     * What the command prints.
     *
     * @param arguments after the word {@code advise}
     * @param files of the network that were fetched
     * @throws IllegalArgumentException with a sentence where they make no sense, or the dataset
     *     cannot be read
     */
    public static String run(List<String> arguments, FileCache files) {
        if (arguments.isEmpty() || arguments.getFirst().startsWith("--")) {
            throw new IllegalArgumentException("usage: " + USAGE);
        }
        Words words =
                new Words(
                        arguments.subList(1, arguments.size()),
                        Set.of("--architecture", "--similarity"),
                        Set.of("--json"),
                        USAGE);
        Optional<Boolean> declared = words.one("--similarity").map(AdviseCommand::similarity);
        Subject subject = subject(Path.of(arguments.getFirst()));
        String architecture = words.one("--architecture").orElse(subject.architecture);
        String weights = weights(architecture);
        Appearance appearance = new Appearance();
        Locations locations =
                new Locations(DataRoots.of(List.of("/")), files, System.err::println, () -> false);
        try (ExecutorService decoders = Executors.newSingleThreadExecutor()) {
            DatasetSurvey survey =
                    DatasetSurvey.of(
                            subject.dataset,
                            locations,
                            new ImageLoader(decoders, 0, () -> false),
                            MOST_IMAGES,
                            appearance::add);
            Measures measures = appearance.measures();
            Advice advice = Advice.of(survey, measures, declared);
            ObjectNode spec = advice.spec(architecture, weights);
            return words.has("--json")
                    ? json(survey, measures, advice, declared.isPresent(), spec) + LINE
                    : text(advice, spec);
        } catch (RunFailedException unreadable) {
            throw new IllegalArgumentException(unreadable.explanation(), unreadable);
        }
    }

    private static boolean similarity(String word) {
        return switch (word) {
            case "high" -> true;
            case "low" -> false;
            default ->
                    throw new IllegalArgumentException(
                            "--similarity takes high or low, not '%s'".formatted(word));
        };
    }

    /** The last weights by name, as torchvision takes by default. */
    private static String weights(String architecture) {
        return KnownWeights.ALL.stream()
                .filter(weights -> weights.architecture().equals(architecture))
                .map(KnownWeights::name)
                .max(Comparator.naturalOrder())
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there are no ImageNet weights by name for '%s'; there are for: %s"
                                        .formatted(
                                                architecture,
                                                KnownWeights.ALL.stream()
                                                        .map(KnownWeights::architecture)
                                                        .distinct()
                                                        .sorted()
                                                        .collect(Collectors.joining(", ")))));
    }

    /** A folder or an archive holds class folders; any other file is a spec. */
    private static Subject subject(Path place) {
        if (!Files.exists(place)) {
            throw new IllegalArgumentException(
                    "'%s' does not exist; give a spec, a folder of class folders, or an archive of one"
                            .formatted(place));
        }
        try {
            return Files.isDirectory(place) || isArchive(place) ? folder(place) : ofSpec(place);
        } catch (IOException fault) {
            throw new IllegalArgumentException(
                    "'%s' cannot be read: %s".formatted(place, fault.getMessage()), fault);
        }
    }

    private static boolean isArchive(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return List.of(".zip", ".tar", ".tar.gz", ".tgz").stream().anyMatch(name::endsWith);
    }

    private static Subject folder(Path place) throws IOException {
        ObjectNode parameters = Wire.json().createObjectNode();
        parameters.put("train", place.toRealPath().toString());
        return new Subject(new ComponentSpec("class_folder", parameters), USUAL);
    }

    private static Subject ofSpec(Path file) throws IOException {
        try {
            if (Files.size(file) > SpecReader.LONGEST_TEXT) {
                throw new IOException(
                        "it is neither a zip nor a tar, and too long for a spec (at most %,d bytes)"
                                .formatted(SpecReader.LONGEST_TEXT));
            }
            ObjectNode tree = SpecReader.read(Files.readString(file));
            var spec = new SpecValidator(Components.catalogue()).validate(tree).spec();
            String architecture = spec.model().architecture().kind();
            return new Subject(spec.dataset(), architecture);
        } catch (CharacterCodingException binary) {
            throw new IOException("it is neither a zip nor a tar, nor a spec", binary);
        } catch (SpecException invalid) {
            throw new IllegalArgumentException(
                    invalid.problems().stream()
                            .map(Problem::message)
                            .collect(Collectors.joining(LINE)),
                    invalid);
        }
    }

    private static String text(Advice advice, ObjectNode spec) {
        StringBuilder text = new StringBuilder();
        text.append("Recommended: ").append(advice.way().title());
        text.append(" (freeze: ").append(advice.way().freeze()).append(")").append(LINE);
        advice.reasons().forEach(reason -> text.append("- ").append(reason).append(LINE));
        text.append(LINE);
        spec.properties()
                .forEach(entry ->
                        text.append(entry.getKey())
                                .append(": ")
                                .append(yaml(entry.getValue().toString()))
                                .append(LINE));
        return text.toString();
    }

    /** YAML's flow style of JSON whose texts are plain words. */
    private static String yaml(String json) {
        return json.replace("\":", ": ").replace("\"", "").replace(",", ", ");
    }

    private static ObjectNode json(
            DatasetSurvey survey,
            Measures measures,
            Advice advice,
            boolean declared,
            ObjectNode spec) {
        ObjectNode line = Wire.json().createObjectNode();
        line.put("recommendation", advice.way().word()).put("freeze", advice.way().freeze());
        line.put("images", survey.images()).put("medianPerClass", survey.medianPerClass());
        line.set("perClass", Wire.json().valueToTree(survey.perClass()));
        line.put("sampled", survey.sampled()).put("unreadable", survey.unreadable());
        line.put("similarity", advice.similar() ? "high" : "low").put("declared", declared);
        ObjectNode looks = Wire.json().valueToTree(measures);
        if (!survey.ownSize()) {
            looks.putNull("medianEdge");
        }
        line.set("appearance", looks);
        line.set("reasons", Wire.json().valueToTree(advice.reasons()));
        line.set("spec", spec);
        return line;
    }
}

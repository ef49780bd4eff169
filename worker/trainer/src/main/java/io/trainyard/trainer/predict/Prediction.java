package io.trainyard.trainer.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a network says of one image.
 *
 * @param image the file
 * @param probabilities of each class, by the softmax of the logits
 */
record Prediction(Path image, List<Double> probabilities) {
    Prediction {
        probabilities = List.copyOf(probabilities);
    }

    static Prediction ofLogits(Path image, float[] logits, int from, int classes) {
        double largest =
                IntStream.range(from, from + classes).mapToDouble(i -> logits[i]).max().orElse(0);
        double sum =
                IntStream.range(from, from + classes)
                        .mapToDouble(i -> Math.exp(logits[i] - largest))
                        .sum();
        return new Prediction(
                image,
                IntStream.range(from, from + classes)
                        .mapToObj(i -> Math.exp(logits[i] - largest) / sum)
                        .toList());
    }

    /** A line of JSON; with the likeliest classes where some are asked for. */
    String json(List<String> names, int top) {
        ObjectNode line = Wire.json().createObjectNode();
        line.put("image", image.toString());
        ArrayNode all = line.putArray("probabilities");
        probabilities.forEach(all::add);
        if (top > 0) {
            ArrayNode likeliest = line.putArray("top");
            for (int place : likeliest(top)) {
                likeliest
                        .addObject()
                        .put("class", name(names, place))
                        .put("probability", probabilities.get(place));
            }
        }
        try {
            return Wire.json().writeValueAsString(line) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A line for a reader: the likeliest classes. */
    String row(List<String> names, int top, int width) {
        String classes =
                likeliest(top).stream()
                        .map(place ->
                                "%5.1f%% %s"
                                        .formatted(
                                                100 * probabilities.get(place), name(names, place)))
                        .collect(Collectors.joining("  "));
        return ("%-" + Math.max(1, width) + "s  %s%n").formatted(image, classes);
    }

    /** Of equal ones the first. */
    private List<Integer> likeliest(int top) {
        return IntStream.range(0, probabilities.size())
                .boxed()
                .sorted(Comparator.comparing(probabilities::get, Comparator.reverseOrder()))
                .limit(top)
                .toList();
    }

    private static String name(List<String> names, int place) {
        return names.isEmpty() ? String.valueOf(place) : names.get(place);
    }
}

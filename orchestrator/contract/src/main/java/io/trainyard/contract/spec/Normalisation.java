package io.trainyard.contract.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How pixels, already scaled to 0..1, become inputs: {@code (pixel - mean) / std} per channel. */
public sealed interface Normalisation {
    /** What the weights by name were trained with; pixels as they are without such. */
    record Auto() implements Normalisation {}

    /** Pixels as they are, 0..1. */
    record Unit() implements Normalisation {}

    /** The mean and deviation of ImageNet that torchvision's weights were trained with. */
    record ImageNet() implements Normalisation {
        /** torchvision.transforms.Normalize's documented values for ImageNet, RGB. */
        public Channels channels() {
            return new Channels(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));
        }
    }

    /** One value a channel, in channel order; a single value stands for every channel. */
    record Channels(List<Double> mean, List<Double> std) implements Normalisation {
        public Channels {
            mean = List.copyOf(mean);
            std = List.copyOf(std);
        }
    }

    /**
     * Reads a word ({@code auto}, {@code none}, {@code imagenet}) or an object with mean and std.
     */
    @JsonCreator
    static Normalisation of(JsonNode written) {
        if (written.isObject()) {
            return new Channels(numbers(written.path("mean")), numbers(written.path("std")));
        }
        return switch (written.asText()) {
            case "imagenet" -> new ImageNet();
            case "auto" -> new Auto();
            default -> new Unit();
        };
    }

    /** The form a spec has it in. */
    @JsonValue
    default Object toJson() {
        return switch (this) {
            case Auto() -> "auto";
            case Unit() -> "none";
            case ImageNet() -> "imagenet";
            case Channels(var mean, var std) -> Map.of("mean", mean, "std", std);
        };
    }

    private static List<Double> numbers(JsonNode list) {
        List<Double> numbers = new ArrayList<>();
        list.forEach(number -> numbers.add(number.asDouble()));
        return numbers;
    }
}
